import { createRandom } from '../random';
import { hessenberg } from './hessenberg';
import type { Matrix, Progress } from './matrix';
import { normalizeComplex, ShiftedFactors } from './resolvent';
import { frobeniusNorm } from './vector';

/**
 * Real columns that span the eigenvectors: one for a real eigenvalue, the real and the imaginary part for a pair, by inverse iteration in
 * Hessenberg form ([Golub2013] §7.6.1). They are guesses: of nearly defective matrices they are nearly dependent.
 * @param eigs those of the closed upper half plane
 */
export function eigenbasis(
  a: Matrix,
  eigs: readonly { readonly re: number; readonly im: number }[],
  progress?: Progress,
): Matrix {
  const n = a.rows;
  const reflectors: { readonly v: Float64Array; readonly tau: number; readonly from: number }[] = [];
  const h = hessenberg(a, progress, (v, tau, from) => reflectors.push({ v: v.slice(), tau, from }));
  const norm = frobeniusNorm(h.data);
  const random = createRandom(n);
  const data = new Float64Array(n * n);
  let column = 0;
  eigs.forEach(({ re, im }, at) => {
    progress?.(at / eigs.length);
    const factors = new ShiftedFactors(h, re, im, norm);
    const xr = new Float64Array(n).map(() => random.gaussian());
    const xi = new Float64Array(n).map(() => (im === 0 ? 0 : random.gaussian()));
    normalizeComplex(xr, xi);
    factors.solve(xr, xi);
    for (const x of im === 0 ? [xr] : [xr, xi]) {
      for (const { v, tau, from } of reflectors.toReversed()) {
        let along = 0;
        for (let i = from; i < n; i++) along += v[i]! * x[i]!;
        for (let i = from; i < n; i++) x[i] = x[i]! - tau * along * v[i]!;
      }
      for (let i = 0; i < n; i++) data[i * n + column] = x[i]!;
      column++;
    }
  });
  return { rows: n, columns: n, data };
}
