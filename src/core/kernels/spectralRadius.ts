import { triangularEigenvalues } from '../linalg/balance';
import type { Eigenvalues } from '../linalg/eigenvalues';
import type { Padded } from '../linalg/hessenberg';
import type { Progress, Matrix } from '../linalg/matrix';
import { isNormal, normalReach } from '../linalg/normality';
import { ldexp } from '../linalg/scaling';
import { spectralRadius as intervalOf } from '../linalg/spectralRadius';
import { DominantSubspaces } from './dominantSubspaces';
import type { Bounded } from './kernels';
import { krylovSchur } from './krylovSchur';
import type { KrylovSpaces } from './krylovSpaces';
import { prepared } from './prepare';

/** Up to this order all eigenvalues are as quick as an iteration. */
const directLimit = 128;
/** Basis vectors of a Krylov space: at n = 1024 some 200 are needed for a matrix of random entries. */
const capacity = 288;
/** A wider bound than this, relative to ρ, calls for the direct method. */
const tolerance = 1e-8;
const epsilon = 2 ** -52;

/** ρ, with the subspaces that belong to it where the iteration found them. */
export interface Radius extends Bounded {
  readonly dominant: DominantSubspaces | null;
  /** 1/|yᴴx| of the largest eigenvalue; 1 where it is not known to be more. */
  readonly condition: number;
}

/** What either path, WebAssembly or TypeScript, brings. */
export interface RadiusTools {
  readonly withSpaces: <T>(w: Matrix, capacity: number, job: (spaces: KrylovSpaces) => T) => T;
  readonly eigenvalues: (a: Matrix, progress?: Progress) => Eigenvalues;
  readonly hessenberg: (a: Matrix, progress?: Progress) => Padded;
  readonly sigmaMax: (a: Matrix, progress?: Progress) => Bounded;
}

/**
 * ρ = max |λ| of a square matrix by Krylov–Schur iteration from both sides, with the bound of `examine`. Exact for
 * triangular matrices, permuted or not; ‖W‖₂ for normal ones. All eigenvalues are computed (`method` 'direct', the bound
 * that of core/linalg/spectralRadius) where they are few, where the iteration does not converge, and where its bound is
 * wider than 1e-8·ρ, as it is for strongly non-normal matrices.
 * @throws RangeError for an empty or non-square matrix or non-finite entries.
 */
export function radiusBy(tools: RadiusTools, w: Matrix, progress?: Progress): Radius {
  if (w.rows !== w.columns) throw new RangeError(`a ${w.rows}×${w.columns} matrix is not square`);
  const { matrix, exponent } = prepared(w);
  const exact = triangularEigenvalues(w, progress);
  if (exact) return plain(Math.max(...exact.map(Math.abs)), 0, 'direct');
  return (
    (w.rows > directLimit ? iterate(tools, matrix, exponent, progress) : null) ?? direct(tools, w, progress)
  );
}

function iterate(tools: RadiusTools, matrix: Matrix, exponent: number, progress?: Progress): Radius | null {
  const n = matrix.rows;
  const norm = normOf(matrix.data);
  if (isNormal(matrix, norm)) {
    const sigma = tools.sigmaMax(matrix, progress);
    const error = sigma.errorBound + normalReach(n, (n + 10) * epsilon * norm, sigma.value);
    return plain(ldexp(sigma.value, exponent), ldexp(error, exponent), sigma.method);
  }
  return tools.withSpaces(matrix, Math.min(capacity, n - 1), (spaces) => {
    const found = krylovSchur(spaces, tools.eigenvalues, norm, tolerance, progress);
    if (!(found.errorBound <= tolerance * found.value)) return null;
    return {
      value: ldexp(found.value, exponent),
      errorBound: ldexp(found.errorBound, exponent),
      method: 'krylov-schur',
      dominant: DominantSubspaces.of(spaces, found),
      condition: found.condition,
    };
  });
}

/** ‖·‖_F of entries whose squares are far from the limits. */
function normOf(data: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]! ** 2;
  return Math.sqrt(sum);
}

function direct(tools: RadiusTools, w: Matrix, progress?: Progress): Radius {
  const { value, lower, upper } = intervalOf(w, tools.eigenvalues(w, progress), {
    reduce: tools.hessenberg,
    ...(progress ? { progress } : {}),
  });
  return plain(value, Math.max(upper - value, value - lower), 'direct');
}

function plain(value: number, errorBound: number, method: Bounded['method']): Radius {
  return { value, errorBound, method, dominant: null, condition: 1 };
}
