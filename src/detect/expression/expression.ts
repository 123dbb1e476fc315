import type { Matrix } from '../../core/linalg/matrix';

/** Bounds of a matrix expression. */
export interface MatrixLimits {
  /** The most rows, and the most columns. */
  readonly maxSize?: number;
  /** The most multiplications that products, powers and factorizations may take. */
  readonly maxWork?: number;
}

/** Works out what people type. `./evaluate` implements it, which is loaded on first use. */
export interface ExpressionEvaluator {
  /**
   * The value of a scalar expression in Python's or MATLAB's notation (`np.sqrt(2)/2`, `2**-0.5`). It may be
   * infinite or NaN (`9**9**9`).
   * @throws ExpressionError
   */
  scalar(source: string): number;
  /**
   * The value of a matrix expression (`0.9*identity(64)`, `[1.5 0; 0 0.5]`), all finite.
   * @throws ExpressionError
   */
  matrix(source: string, limits?: MatrixLimits): Matrix;
}

/** What is wrong with an expression, in one sentence fit for people. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';

  constructor(
    message: string,
    /** Where in the source, from 0, if it is known. */
    readonly offset?: number,
  ) {
    super(message);
  }
}
