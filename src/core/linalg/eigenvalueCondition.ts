import { createRandom } from '../random';
import type { Padded } from './hessenberg';
import { normalizeComplex, ShiftedFactors } from './resolvent';

const epsilon = 2 ** -52;

/**
 * The condition number 1/|yᴴx| ≥ 1 of the eigenvalue nearest λ of an upper Hessenberg matrix ([Golub2013] §7.2.2):
 * unit right and left eigenvectors by inverse iteration. The left one starts from the right one, so that in the
 * eigenspace of a multiple, well-conditioned eigenvalue the two still match. Infinity where they are orthogonal.
 * `norm` is ‖H‖_F.
 */
export function eigenvalueCondition(h: Padded, lambdaRe: number, lambdaIm: number, norm: number): number {
  const n = h.order;
  const factors = new ShiftedFactors(h, lambdaRe, lambdaIm, norm);
  const random = createRandom(n);
  const xr = new Float64Array(n).map(() => random.gaussian());
  const xi = new Float64Array(n).map(() => (lambdaIm === 0 ? 0 : random.gaussian()));
  normalizeComplex(xr, xi);
  // A second step where the first has not led to the vector, and only there: of a defective eigenvalue it leads away again ([Golub2013] §7.6.1).
  const enough = 0.01 / (n * epsilon * norm);
  if (factors.solve(xr, xi) < enough) factors.solve(xr, xi);
  const yr = xr.slice();
  const yi = xi.slice();
  if (factors.solveAdjoint(yr, yi) < enough) factors.solveAdjoint(yr, yi);
  let re = 0;
  let im = 0;
  for (let i = 0; i < n; i++) {
    re += yr[i]! * xr[i]! + yi[i]! * xi[i]!;
    im += yr[i]! * xi[i]! - yi[i]! * xr[i]!;
  }
  const overlap = Math.hypot(re, im);
  return overlap > 0 ? Math.max(1, 1 / overlap) : Infinity;
}
