/** What an approximation of Wᵏ knows of its leading singular vectors. */
export interface PowerStart {
  /** Orthonormal right singular vectors, by descending singular value. */
  readonly directions: readonly Float64Array[];
  /** σᵢ/σ₁ of the approximation. */
  readonly ratios: Float64Array;
  /** How far the norm of a power may rise above that of an equally large normal matrix: rounding grows with it. */
  readonly condition: number;
}
