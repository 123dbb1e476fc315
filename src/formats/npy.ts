import * as l10n from '@vscode/l10n';
import type { ByteSource } from './byteSource';
import { bytesOf, isReadable } from './elements';
import type { Format } from './format';
import { FormatError } from './formatError';
import { LiteralError, parsePythonLiteral, type PythonLiteral } from './pythonLiteral';
import { readElements } from './readElements';
import { columnMajorStrides, gather } from './strided';
import { catalogOf, elementCount, entryOf, type Listed } from './tensorList';

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** A header is some hundred bytes, more only for arrays of records. */
const maxHeader = 1 << 20;

/** NumPy's array file, versions 1 to 3: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html */
export const npy: Format = {
  name: 'NumPy array',
  extensions: ['.npy'],
  match: (head) => magic.every((byte, i) => head[i] === byte),
  async open(source) {
    return catalogOf(source, npy.name, [await listArray(source, source.name.replace(/\.npy$/i, ''))]);
  },
};

/**
 * Reads the header of an array.
 * @param name of the tensor
 * @param size length of the array file when `source` is only its beginning, `open` then gives the whole of it
 * @throws FormatError
 */
export async function listArray(
  source: ByteSource,
  name: string,
  size = source.size,
  open: () => Promise<ByteSource> = () => Promise.resolve(source),
): Promise<Listed> {
  const { descr, isFortran, shape, dataOffset } = await readHeader(source);
  const { dtype, littleEndian, itemSize, unreadable } = elementType(descr);
  const entry = entryOf(source.name, name, dtype, shape, unreadable);
  const count = elementCount(shape)!;
  const bytes = count * itemSize;
  if (unreadable === null && dataOffset + bytes > size) {
    throw new FormatError(
      l10n.t(
        '{0}: the header promises {1} bytes of data and {2} follow; the file is cut short, save it again.',
        source.name,
        bytes,
        size - dataOffset,
      ),
    );
  }
  return {
    entry: { ...entry, bytes },
    async load() {
      if (!isReadable(dtype)) throw new FormatError(l10n.t('{0}: {1} is not analyzed.', source.name, dtype));
      const flat = await readElements(await open(), dataOffset, count, dtype, littleEndian);
      return isFortran && shape.length > 1 ? gather(flat, shape, columnMajorStrides(shape)) : flat;
    },
  };
}

interface Header {
  readonly descr: PythonLiteral;
  readonly isFortran: boolean;
  readonly shape: readonly number[];
  readonly dataOffset: number;
}

async function readHeader(source: ByteSource): Promise<Header> {
  const broken = (reason: string) =>
    new FormatError(
      l10n.t('{0}: the header of this NumPy array is broken ({1}); save it again.', source.name, reason),
    );
  const start = await source.read(0, Math.min(12, source.size));
  if (!npy.match(start, source.size)) throw broken(l10n.t('it does not begin with \\x93NUMPY'));
  if (start.length < 12) throw broken(l10n.t('it ends after a few bytes'));
  const version = start[6]!;
  if (!(version >= 1 && version <= 3)) throw broken(l10n.t('version {0} is not known', version));
  const view = new DataView(start.buffer, start.byteOffset, 12);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const from = version === 1 ? 10 : 12;
  if (length > maxHeader || from + length > source.size)
    throw broken(l10n.t('a length of {0} bytes is impossible', length));

  const text = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(await source.read(from, length));
  let header: PythonLiteral;
  try {
    header = parsePythonLiteral(text);
  } catch (error) {
    if (error instanceof LiteralError) throw broken(error.message);
    throw error;
  }
  if (!(header instanceof Map)) throw broken(l10n.t('it is not a dict'));
  const descr = header.get('descr');
  const isFortran = header.get('fortran_order');
  const shape = header.get('shape');
  if (descr === undefined) throw broken(l10n.t('"descr" is missing'));
  if (typeof isFortran !== 'boolean') throw broken(l10n.t('"fortran_order" is not True or False'));
  if (!Array.isArray(shape)) throw broken(l10n.t('"shape" is not a tuple'));
  // The catalog's entry checks the lengths.
  return { descr, isFortran, shape: shape as number[], dataOffset: from + length };
}

interface ElementType {
  readonly dtype: string;
  readonly littleEndian: boolean;
  readonly itemSize: number;
  readonly unreadable: string | null;
}

/** NumPy's `descr`, such as `<f4`, in our notation. ml_dtypes writes bfloat16 as `<V2`, which has lost its name. */
function elementType(descr: PythonLiteral): ElementType {
  const opaque = (dtype: string, itemSize: number, unreadable: string) => ({
    ...{ dtype, littleEndian: true, itemSize, unreadable },
  });
  if (typeof descr !== 'string') return opaque('record', 0, l10n.t('arrays of records are not analyzed'));
  const parts = /^([<>|=]?)([a-zA-Z])(\d*)/.exec(descr);
  const kind = parts?.[2] ?? '';
  const itemSize = Number(parts?.[3] ?? 0);
  const letter = { f: 'F', i: 'I', u: 'U', c: 'C' }[kind];
  const dtype = kind === 'b' ? 'BOOL' : letter === undefined ? descr : `${letter}${itemSize * 8}`;
  if (kind === 'O')
    return opaque('object', 0, l10n.t('arrays of Python objects are pickled programs and are never loaded'));
  if (bytesOf(dtype, 1) === undefined)
    return opaque(descr, itemSize, l10n.t('the element type {0} is not analyzed', descr));
  return { dtype, littleEndian: parts?.[1] !== '>', itemSize, unreadable: null };
}
