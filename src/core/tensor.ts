/** A tensor as a checkpoint lists it; nothing of its data is read yet. */
export interface TensorInfo {
  /** The full name in its file, such as `rnn.weight_hh_l0`. */
  readonly name: string;
  /** The element type in safetensors' notation (F64, F32, F16, BF16, F8_E4M3, I64, BOOL …), else the format's own word. */
  readonly dtype: string;
  /** Lengths along each axis, outermost first; empty for a scalar. */
  readonly shape: readonly number[];
}

/** A tensor with its elements, widened to float64, in row-major order of `shape` whatever the file's order was. */
export interface Tensor extends TensorInfo {
  readonly data: Float64Array;
}
