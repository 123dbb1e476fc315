import { inverse } from '../linalg/inverse';
import { transpose, type Matrix } from '../linalg/matrix';
import { multiply } from '../linalg/product';
import { normalize } from '../linalg/scaling';
import { singularValueDecomposition } from '../linalg/singularValueDecomposition';
import type { Found } from './krylovSchur';
import type { KrylovSpaces } from './krylovSpaces';
import type { PowerStart } from './powerStart';
import type { Ritz, RitzValue } from './ritz';

/** Ritz values worse than this, relative to the largest, or more than these, do not enter. */
const residualLimit = 1e-2;
const sizeLimit = 80;
/** Singular values below this share of the largest help no more. */
const negligible = 1e-4;

/**
 * The dominant part of W by its invariant subspaces from both sides, W ≈ X·S·(YᵀX)⁻¹·Yᵀ with S = XᵀWX: what is left of
 * Wᵏ when the smaller eigenvalues have died out.
 */
export class DominantSubspaces {
  private constructor(
    private readonly s: Matrix,
    private readonly inverseOverlap: Matrix,
    /** Columns of Y. */
    private readonly left: readonly Float64Array[],
    private readonly condition: number,
  ) {}

  /** From a converged Krylov–Schur iteration; `null` where there are no such subspaces to within the limits. */
  static of(spaces: KrylovSpaces, { right, left, condition }: Found): DominantSubspaces | null {
    const [values, partners] = matched(right, left);
    if (values.length === 0) return null;
    const zr = right.subspace(values);
    const zl = left.subspace(partners);
    if (!zr || zl?.columns !== zr.columns) return null;
    const overlap = multiply(multiply(transpose(zl), spaces.overlap()), zr);
    const inverted = inverse(overlap);
    if (!inverted) return null;
    const p = zl.columns;
    const y = Array.from({ length: p }, (_, j) =>
      spaces.vector(
        'left',
        Float64Array.from({ length: zl.rows }, (_, i) => zl.data[i * p + j]!),
      ),
    );
    return new DominantSubspaces(multiply(multiply(transpose(zr), right.matrix), zr), inverted, y, condition);
  }

  /** `null` where the approximation of Wᵏ vanishes or overflows. */
  startFor(k: number): PowerStart | null {
    const core = multiply(power(this.s, k), this.inverseOverlap);
    normalize(core.data);
    if (!core.data.every((value) => Number.isFinite(value))) return null;
    const { singularValues, v } = singularValueDecomposition(core);
    const largest = singularValues[0]!;
    if (!(largest > 0)) return null;
    const kept = singularValues.findLastIndex((sigma) => sigma > negligible * largest) + 1;
    const directions = Array.from({ length: kept }, (_, j) => {
      const result = new Float64Array(this.left[0]!.length);
      this.left.forEach((column, i) => {
        const weight = v.data[i * v.columns + j]!;
        for (let row = 0; row < result.length; row++) result[row] = result[row]! + weight * column[row]!;
      });
      return result;
    });
    return { directions, ratios: singularValues.map((sigma) => sigma / largest), condition: this.condition };
  }
}

/** Leading Ritz values of the right space as far as they have converged, and those of the left that answer to them. */
function matched(right: Ritz, left: Ritz): [RitzValue[], RitzValue[]] {
  const values: RitzValue[] = [];
  const partners: RitzValue[] = [];
  const largest = right.values[0]!.modulus;
  const rest = new Set(left.values);
  let size = 0;
  for (const value of right.values) {
    size += value.im === 0 ? 1 : 2;
    if (size > sizeLimit || rest.size === 0) break;
    const distance = (other: RitzValue) => Math.hypot(other.re - value.re, other.im - value.im);
    const partner = [...rest].reduce((a, b) => (distance(b) < distance(a) ? b : a));
    if ((value.im === 0) !== (partner.im === 0)) break;
    if (distance(partner) > residualLimit * 0.1 * largest) break;
    if (right.vector(value, { solves: 1 }).residual > residualLimit * largest) break;
    rest.delete(partner);
    values.push(value);
    partners.push(partner);
  }
  return [values, partners];
}

/** Sᵏ times some power of two. */
function power(s: Matrix, k: number): Matrix {
  let square: Matrix = { ...s, data: s.data.slice() };
  normalize(square.data);
  let result: Matrix | null = null;
  for (let rest = k; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) {
      result = result ? multiply(result, square) : square;
      if (result !== square) normalize(result.data);
    }
    if (rest === 1) break;
    square = multiply(square, square);
    normalize(square.data);
  }
  return { ...result!, data: result!.data.slice() };
}
