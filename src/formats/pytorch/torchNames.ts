import { elementCount, isCount } from '../tensorList';
import type { PickleMeaning } from './pickleMachine';
import { quantizerOf, type Quantizer } from './quantizer';
import { GlobalName, Opaque, Storage, TensorView, type PickleValue } from './pickleValue';

const storageTypes: Readonly<Record<string, string>> = {
  ...{ DoubleStorage: 'F64', FloatStorage: 'F32', HalfStorage: 'F16', BFloat16Storage: 'BF16' },
  ...{ LongStorage: 'I64', IntStorage: 'I32', ShortStorage: 'I16', CharStorage: 'I8', ByteStorage: 'U8' },
  ...{ BoolStorage: 'BOOL', ComplexFloatStorage: 'C64', ComplexDoubleStorage: 'C128' },
  ...{ QInt8Storage: 'QI8', QUInt8Storage: 'QU8', QInt32Storage: 'QI32', UntypedStorage: 'U8' },
};
const dtypes: Readonly<Record<string, string>> = {
  ...{
    float64: 'F64',
    double: 'F64',
    float32: 'F32',
    float: 'F32',
    float16: 'F16',
    half: 'F16',
    bfloat16: 'BF16',
  },
  ...{ int64: 'I64', int32: 'I32', int16: 'I16', int8: 'I8', uint64: 'U64', uint32: 'U32', uint16: 'U16' },
  ...{ uint8: 'U8', bool: 'BOOL', complex64: 'C64', complex128: 'C128' },
  ...{ float8_e4m3fn: 'F8_E4M3', float8_e4m3fnuz: 'F8_E4M3FNUZ', float8_e5m2: 'F8_E5M2' },
  ...{
    float8_e5m2fnuz: 'F8_E5M2FNUZ',
    float8_e8m0fnu: 'F8_E8M0',
    qint8: 'QI8',
    quint8: 'QU8',
    qint32: 'QI32',
  },
};

/** Names that come with checkpoints and mean no tensor; they are not worth a note. */
const harmless =
  /^(__torch__\.[\w.]+|torch\.(device|ScriptObject|per_\w+|Size|\w+Storage|float\w*|b?float\w*|int\w*|u?int\w*|bool|strided|preserve_format|contiguous_format)|torch\.(storage|nn\.modules)\.[\w.]+|numpy\.[\w.]*(dtype|scalar|_reconstruct|_frombuffer)|joblib\.numpy_pickle\.NumpyArrayWrapper|jax\._src\.array\._reconstruct_array|_codecs\.encode|argparse\.Namespace|types\.SimpleNamespace|pathlib\.\w+|datetime\.\w+|copyreg\._reconstructor|builtins\.(object|bytearray|complex|slice|range))$/;

/** The closed list of what a checkpoint's pickle may call; every other name is noted and becomes opaque data. */
export class TorchNames implements PickleMeaning {
  /** Names that were not called, at most 100. */
  readonly ignored = new Set<string>();

  call(written: string, args: readonly PickleValue[]): PickleValue | undefined {
    // Protocol 2 writes Python 2's names.
    const name = written.replace(/^__builtin__\./, 'builtins.').replace(/^copy_reg\./, 'copyreg.');
    switch (name) {
      case 'torch._utils._rebuild_tensor':
      case 'torch._utils._rebuild_tensor_v2':
        return view(args);
      case 'torch._utils._rebuild_qtensor':
        return view(args, undefined, quantizerOf(args[4]));
      case 'torch._utils._rebuild_tensor_v3':
        return view(args, dtypeOf(args[6]));
      case 'torch._utils._rebuild_parameter':
      case 'torch._utils._rebuild_parameter_with_state':
        return args[0];
      case 'torch._tensor._rebuild_from_type_v2':
      case 'torch._tensor._rebuild_from_type': {
        const [rebuild, , rebuildArgs] = args;
        if (!(rebuild instanceof GlobalName) || !Array.isArray(rebuildArgs) || rebuild.name === name)
          return undefined;
        return this.call(rebuild.name, rebuildArgs);
      }
      // TorchScript wraps lists and dicts to keep their types.
      case 'torch.jit._pickle.restore_type_tag':
      case 'torch.jit._pickle.build_tensorlist':
        return args[0];
      case 'collections.OrderedDict':
        return pairs(args[0]);
      case 'collections.defaultdict':
        return new Map();
      case 'builtins.dict':
        return pairs(args[0]);
      case 'torch.Size':
      case 'builtins.list':
      case 'builtins.tuple':
      case 'builtins.set':
      case 'builtins.frozenset':
        return Array.isArray(args[0]) ? args[0] : [];
      default:
        if (!harmless.test(name) && this.ignored.size < 100) this.ignored.add(name.slice(0, 200));
        return undefined;
    }
  }

  /** `('storage', type, key, location, numel)`; legacy files add the view of another storage. */
  persistent(id: PickleValue): PickleValue {
    const [kind, type, key, , length, legacyView] = Array.isArray(id) ? id : [];
    if (
      kind !== 'storage' ||
      !(type instanceof GlobalName) ||
      (typeof key !== 'string' && typeof key !== 'number')
    ) {
      return new Opaque('persistent id', id);
    }
    const dtype = storageTypes[type.name.slice(type.name.lastIndexOf('.') + 1)];
    if (dtype === undefined || !isCount(length)) return new Opaque(type.name, id);
    const offset = Array.isArray(legacyView) && isCount(legacyView[1]) ? legacyView[1] : 0;
    return new Storage(String(key), dtype, length, offset);
  }
}

/** The element type that a name of PyTorch's, such as `torch.float32`, stands for. */
export const dtypeOf = (value: PickleValue | undefined): string | undefined =>
  value instanceof GlobalName && value.name.startsWith('torch.')
    ? dtypeNamed(value.name.slice(6))
    : undefined;

/** The same by its bare name, as NumPy and ml_dtypes use it too. */
export const dtypeNamed = (name: string): string | undefined =>
  Object.hasOwn(dtypes, name) ? dtypes[name] : undefined;

function view(
  [storage, offset, shape, strides]: readonly PickleValue[],
  dtype?: string,
  quantizer?: Quantizer,
): TensorView | undefined {
  if (!(storage instanceof Storage) || !isCount(offset) || !Array.isArray(shape) || !Array.isArray(strides)) {
    return undefined;
  }
  if (elementCount(shape) === undefined || strides.length !== shape.length || !strides.every(isCount))
    return undefined;
  return new TensorView(
    storage,
    dtype ?? storage.dtype,
    storage.offset + offset,
    shape as number[],
    strides,
    quantizer,
  );
}

function pairs(items: PickleValue | undefined): Map<PickleValue, PickleValue> {
  const dict = new Map<PickleValue, PickleValue>();
  if (items instanceof Map) for (const [key, value] of items) dict.set(key, value);
  if (!Array.isArray(items)) return dict;
  for (const pair of items) if (Array.isArray(pair) && pair.length === 2) dict.set(pair[0]!, pair[1]!);
  return dict;
}
