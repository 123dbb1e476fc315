import { bytes, uint } from './fixture';

/** Opcodes of the pickles that tests make. */
const text = (value: string) => bytes('X', uint(value.length, 4), value);
const integer = (value: number) => bytes('\x8a\x08', uint(value, 8));
const tuple = (values: readonly number[]) => bytes('(', ...values.map(integer), 't');
const name = (module: string, attribute: string) => bytes('c', module, '\n', attribute, '\n');

/** A tensor of float32 over storage `key`. */
export const pickledTensor = (
  key: string,
  {
    offset = 0,
    shape = [2, 2],
    strides = [2, 1],
    length = 4,
  }: { offset?: number; shape?: number[]; strides?: number[]; length?: number } = {},
): Uint8Array =>
  bytes(
    ...[name('torch._utils', '_rebuild_tensor_v2'), '(('],
    ...[text('storage'), name('torch', 'FloatStorage'), text(key), text('cpu'), integer(length), 'tQ'],
    ...[integer(offset), tuple(shape), tuple(strides), '\x89', name('collections', 'OrderedDict'), ')RtR'],
  );

/** A pickled dict of values. */
export const pickledDict = (entries: Readonly<Record<string, Uint8Array | string>>): Uint8Array =>
  bytes('\x80\x02}(', ...Object.entries(entries).flatMap(([key, value]) => [text(key), value]), 'u.');
