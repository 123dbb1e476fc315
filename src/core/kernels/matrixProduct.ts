/** An m×n matrix as something that multiplies a few vectors at a time: each pass reads it once. */
export interface MatrixProduct {
  /** A·x of each vector (length n). */
  readonly times: (vectors: readonly Float64Array[]) => Float64Array[];
  /** Aᵀ·x of each vector (length m). */
  readonly transposeTimes: (vectors: readonly Float64Array[]) => Float64Array[];
}
