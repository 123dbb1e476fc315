/** Writes the operand of vector i to where the product reads it; all of it must be written. */
export type Put = (operand: Float64Array, i: number) => void;
/** Reads the product of vector i where it lies; what is to last must be copied, and the product not used meanwhile. */
export type Take = (product: Float64Array, i: number) => void;

/** An m×n matrix as something that multiplies a few vectors at a time: each pass reads it once. */
export interface MatrixProduct {
  /** A·x of `count` vectors (length n). */
  readonly times: (count: number, put: Put, take: Take) => void;
  /** Aᵀ·x of `count` vectors (length m). */
  readonly transposeTimes: (count: number, put: Put, take: Take) => void;
}

/** The product with a single vector, as a vector of its own. */
export function ofOne(multiply: MatrixProduct['times'], x: Float64Array): Float64Array {
  let result = new Float64Array(0);
  multiply(
    1,
    (operand) => {
      operand.set(x);
    },
    (product) => {
      result = product.slice();
    },
  );
  return result;
}
