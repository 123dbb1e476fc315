import type { PickleValue } from './pickleValue';
import { GlobalName, TensorView } from './pickleValue';

/** How the integers of a quantized tensor stand for numbers: (q − zero)·scale, by tensor or along an axis. */
export type Quantizer =
  | { readonly kind: 'tensor'; readonly scale: number; readonly zero: number }
  | {
      readonly kind: 'channel';
      readonly scales: TensorView;
      readonly zeros: TensorView;
      readonly axis: number;
    };

/** Of `_rebuild_qtensor`'s parameters (torch/_utils.py); `undefined` for a scheme that is not known. */
export function quantizerOf(value: PickleValue | undefined): Quantizer | undefined {
  if (!Array.isArray(value) || !(value[0] instanceof GlobalName)) return undefined;
  const [{ name }, scale, zero, axis] = value;
  if (name === 'torch.per_tensor_affine')
    return typeof scale === 'number' && typeof zero === 'number'
      ? { kind: 'tensor', scale, zero }
      : undefined;
  const perChannel = name === 'torch.per_channel_affine' || name === 'torch.per_channel_affine_float_qparams';
  return perChannel && scale instanceof TensorView && zero instanceof TensorView && typeof axis === 'number'
    ? { kind: 'channel', scales: scale, zeros: zero, axis }
    : undefined;
}
