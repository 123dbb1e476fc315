import type { Quantizer } from './quantizer';

/** A name that a pickle refers to, such as `torch.FloatStorage`; nothing is imported. */
export class GlobalName {
  constructor(readonly name: string) {}
}

/** An object whose construction is not in the closed list: what it would have been made from, as plain data. */
export class Opaque {
  state: PickleValue = null;
  /** What joblib writes behind an object, into the pickle itself. */
  trailing: Uint8Array | null = null;
  constructor(
    readonly name: string,
    readonly args: PickleValue,
  ) {}
}

/** A storage of a checkpoint, not read. */
export class Storage {
  constructor(
    readonly key: string,
    /** In safetensors' notation. */
    readonly dtype: string,
    /** In elements of `dtype`. */
    readonly length: number,
    /** Where a legacy view begins in its storage, in elements. */
    readonly offset = 0,
    /** The elements themselves, where the pickle holds them. */
    readonly bytes: Uint8Array | null = null,
    /** Their byte order; `null` for the file's. */
    readonly littleEndian: boolean | null = null,
  ) {}
}

/** A view of a storage, as `torch._utils._rebuild_tensor_v2` would make; offsets and strides in elements. */
export class TensorView {
  constructor(
    readonly storage: Storage,
    readonly dtype: string,
    readonly offset: number,
    readonly shape: readonly number[],
    readonly strides: readonly number[],
    /** What its integers stand for, where it is quantized. */
    readonly quantizer: Quantizer | null = null,
  ) {}
}

/** Plain data: lists, tuples and sets are arrays, dicts are maps. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | GlobalName
  | Opaque
  | Storage
  | TensorView;
