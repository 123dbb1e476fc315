import { balance } from './balance';
import { francis, type ComplexNumbers } from './francis';
import { hessenberg } from './hessenberg';
import type { Progress, Matrix } from './matrix';
import { requireSquare } from './requirements';
import { ldexp } from './scaling';

/** Eigenvalues re[i] + i·im[i] by descending modulus, conjugate pairs adjacent, positive imaginary part first. */
export type Eigenvalues = ComplexNumbers;

/**
 * All eigenvalues of a square matrix: balancing with permutation, Householder Hessenberg form, Francis's double shift
 * (LAPACK dgebal, dgehrd, dhseqr). Triangular matrices, permuted or not, give their diagonal exactly.
 * @throws RangeError for an empty or non-square matrix or non-finite entries; Error if the iteration fails to converge.
 */
export function eigenvalues(a: Matrix, progress?: Progress): Eigenvalues {
  requireSquare(a);
  const { isolated, block, exponent } = balance(a, progress);
  const { re, im } = francis(
    hessenberg(
      block,
      progress &&
        ((done) => {
          progress(done * 0.4);
        }),
    ),
    progress,
  );
  const found = isolated.map((value) => ({ re: value, im: 0 }));
  re.forEach((value, i) => found.push({ re: ldexp(value, exponent), im: ldexp(im[i]!, exponent) }));
  return sortedEigenvalues(found);
}

/** In the order of `eigenvalues`. */
export function sortedEigenvalues(values: readonly { re: number; im: number }[]): Eigenvalues {
  const keyed = values.map(({ re, im }) => ({ re, im, modulus: modulus(re, im) }));
  keyed.sort(
    (x, y) => y.modulus - x.modulus || y.re - x.re || Math.abs(x.im) - Math.abs(y.im) || y.im - x.im,
  );
  pairUp(keyed);
  return { re: Float64Array.from(keyed, ({ re }) => re), im: Float64Array.from(keyed, ({ im }) => im) };
}

/** Two equal pairs sort as ++−−; each pair is to stand together. */
function pairUp(values: { re: number; im: number }[]): void {
  for (let i = 0; i + 1 < values.length; i++) {
    const { re, im } = values[i]!;
    if (im <= 0) continue;
    const mate = values.findIndex((other, j) => j > i && other.im === -im && other.re === re);
    if (mate > i + 1) values.splice(i + 1, 0, ...values.splice(mate, 1));
    i++;
  }
}

/** |re + i·im| without overflow. */
export function modulus(re: number, im: number): number {
  return im === 0 ? Math.abs(re) : Math.hypot(re, im);
}
