import * as l10n from '@vscode/l10n';
import type { ByteSource } from '../byteSource';
import { bytesOf, isInteger, isReadable, widen, type IntegerType, type ReadableType } from '../elements';
import { FormatError } from '../formatError';
import { isPlainName, refusedPath } from '../memorySource';
import { readElements } from '../readElements';
import { elementCount, entryOf, quoted, type Listed } from '../tensorList';
import { varints, type Field, type Wire } from './wire';

/** TensorProto.DataType of onnx.proto3. */
const dtypes = [
  ...[
    'UNDEFINED',
    'F32',
    'U8',
    'I8',
    'U16',
    'I16',
    'I32',
    'I64',
    'STRING',
    'BOOL',
    'F16',
    'F64',
    'U32',
    'U64',
  ],
  ...['C64', 'C128', 'BF16', 'F8_E4M3', 'F8_E4M3FNUZ', 'F8_E5M2', 'F8_E5M2FNUZ', 'U4', 'I4', 'F4'],
];

/** Packed data is one piece; a number each is only found in models of long ago. */
const maxPieces = 500_000;

/** Where a tensor's elements stand. */
interface Places {
  /** `float_data`, `double_data`, `int64_data` or `int32_data`, in one or more pieces. */
  readonly typed: Field[];
  raw: Field | undefined;
  readonly external: Map<string, string>;
  isExternal: boolean;
}

/**
 * Lists a TensorProto; of its elements only the place is kept.
 * @param name goes before the proto's own, for the value of a Constant node
 * @throws FormatError
 */
export async function listTensorProto(
  wire: Wire,
  start: number,
  end: number,
  name?: string,
): Promise<Listed> {
  const dims: number[] = [];
  let dataType = 0;
  let ownName = '';
  const places: Places = { typed: [], raw: undefined, external: new Map(), isExternal: false };
  for await (const field of wire.fields(start, end)) {
    if (field.number === 1) dims.push(...(await varints(wire, field, 4096)));
    else if (field.number === 2) dataType = field.value;
    else if (field.number === 4 || field.number === 5 || field.number === 7 || field.number === 10) {
      if (places.typed.length >= maxPieces)
        throw wire.broken(field.start, l10n.t('a tensor in more than {0} pieces', maxPieces));
      places.typed.push(field);
    } else if (field.number === 8) ownName = await wire.text(field);
    else if (field.number === 9) places.raw = field;
    else if (field.number === 13) await readKeyValue(wire, field, places.external);
    else if (field.number === 14) places.isExternal = field.value === 1;
  }
  const dtype = dtypes[dataType] ?? `type ${dataType}`;
  const entry = entryOf(wire.source.name, name ?? ownName, dtype, dims);
  const load = () => loadElements(wire, entry.name, dtype as ReadableType, elementCount(dims)!, places);
  return isReadable(dtype) || isInteger(dtype) ? { entry, load, numbers: load } : { entry, load };
}

/** StringStringEntryProto into a map. */
export async function readKeyValue(wire: Wire, entry: Field, into: Map<string, string>): Promise<void> {
  let key = '';
  let value = '';
  for await (const field of wire.fields(entry.start, entry.end)) {
    if (field.number === 1) key = await wire.text(field);
    else if (field.number === 2) value = await wire.text(field);
  }
  into.set(key, value);
}

async function loadElements(
  wire: Wire,
  name: string,
  dtype: ReadableType | IntegerType,
  count: number,
  places: Places,
): Promise<Float64Array> {
  const { source } = wire;
  const bytes = bytesOf(dtype, count)!;
  if (places.isExternal) {
    const { file, offset } = await externalFile(source, name, places.external, bytes);
    return readElements(file, offset, count, dtype);
  }
  if (places.raw) {
    const { start, end } = places.raw;
    if (end - start !== bytes) throw wrongSize(source, name, end - start, bytes);
    return readElements(source, start, count, dtype);
  }
  const isHalf = dtype === 'F16' || dtype === 'BF16';
  const data = new Float64Array(count);
  let at = 0;
  for (const field of places.typed) {
    const values = isInteger(dtype)
      ? Float64Array.from(await varints(wire, field, 10 * count), signed)
      : isHalf
        ? await halves(wire, field, dtype, count)
        : await readElements(
            source,
            field.start,
            Math.floor((field.end - field.start) / bytesOf(dtype, 1)!),
            dtype,
          );
    if (at + values.length > count)
      throw wrongSize(source, name, (at + values.length) * (bytes / count), bytes);
    data.set(values, at);
    at += values.length;
  }
  if (at !== count) throw wrongSize(source, name, at * bytesOf(dtype, 1)!, bytes);
  return data;
}

/** A negative integer is written as its complement of 64 bits. */
const signed = (value: number): number => (value >= 2 ** 63 ? value - 2 ** 64 : value);

/** `int32_data` keeps the 16 bits of a half in the low bits of a varint. */
async function halves(wire: Wire, field: Field, dtype: 'F16' | 'BF16', count: number): Promise<Float64Array> {
  const bits = await varints(wire, field, 10 * count);
  const data = new Float64Array(bits.length);
  widen(new Uint8Array(Uint16Array.from(bits).buffer), dtype, isLittleEndianHost, data, 0);
  return data;
}
const isLittleEndianHost = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

const wrongSize = ({ name: file }: ByteSource, name: string, has: number, wants: number) =>
  new FormatError(
    l10n.t(
      '{0}: {1} has {2} bytes of data and its shape needs {3}; export the model again.',
      file,
      quoted(name),
      has,
      wants,
    ),
  );

async function externalFile(
  source: ByteSource,
  name: string,
  external: ReadonlyMap<string, string>,
  bytes: number,
): Promise<{ file: ByteSource; offset: number }> {
  const location = (external.get('location') ?? '').replace(/^\.\//, '');
  if (!isPlainName(location)) throw new FormatError(refusedPath(source.name, location));
  const offset = Number(external.get('offset') ?? 0);
  const length = Number(external.get('length') ?? bytes);
  if (!Number.isSafeInteger(offset) || offset < 0 || length !== bytes) {
    throw new FormatError(
      l10n.t(
        '{0}: {1} names a range of {2} that does not fit its shape; export the model again.',
        source.name,
        quoted(name),
        quoted(location),
      ),
    );
  }
  const file = await source.sibling(location);
  if (!file)
    throw new FormatError(
      l10n.t(
        '{0}: the data of {1} is in {2}, which is not next to it; put it there.',
        source.name,
        quoted(name),
        quoted(location),
      ),
    );
  return { file, offset };
}
