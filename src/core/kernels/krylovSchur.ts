import type { Eigenvalues } from '../linalg/eigenvalues';
import type { Progress, Matrix } from '../linalg/matrix';
import { multiply } from '../linalg/product';
import { transpose } from '../linalg/matrix';
import { arnoldiForm } from './arnoldiForm';
import type { KrylovSpaces, Projection, Side } from './krylovSpaces';
import { Ritz } from './ritz';
import { examine, type LeadingEigenvalues } from './leadingEigenvalues';

/** Vectors between two looks at the Ritz values. */
const stage = 32;
const firstStage = 144;
/** A residual above this share of the modulus leaves no hope of a narrow bound. */
const promising = 1e-4;
const maxRestarts = 3;

export interface Found extends LeadingEigenvalues {
  readonly right: Ritz;
  readonly left: Ritz;
}

/**
 * The eigenvalues of largest modulus by two-sided Krylov–Schur ([Stewart2001]; [Zwaan2017]): Arnoldi with W
 * and with Wᵀ from random starts of their own, restarted from the dominant Ritz vectors when the spaces are full. Every
 * eigenvalue is found from both sides, which is the second start that guards against a missed one, and has its condition
 * number from the two vectors. Ends when the bound of the modulus is below `tolerance` (relative), or without success
 * after some restarts: the caller looks at `errorBound`. `norm` is ‖W‖_F.
 */
export function krylovSchur(
  spaces: KrylovSpaces,
  eigenvalues: (h: Matrix) => Eigenvalues,
  norm: number,
  tolerance: number,
  progress?: Progress,
): Found {
  const kept = Math.floor(spaces.capacity / 4);
  for (let restart = 0; ; restart++) {
    let dimension = Math.max(spaces.right.dimension, spaces.left.dimension);
    for (;;) {
      const target = Math.min(spaces.capacity, Math.max(firstStage, dimension + stage));
      for (; dimension < target; dimension++) {
        progress?.(1 - 1 / (1 + restart + dimension / spaces.capacity));
        spaces.extend();
      }
      const full = dimension === spaces.capacity;
      const exhausted = spaces.right.coupling === 0 && spaces.left.coupling === 0;
      const right = new Ritz(spaces.right, eigenvalues);
      if (!full && !exhausted && !isPromising(right)) continue;
      const left = new Ritz(spaces.left, eigenvalues);
      const found = { ...examine(spaces, right, left, norm), right, left };
      if (found.errorBound <= tolerance * found.value || exhausted || (full && restart === maxRestarts))
        return found;
      if (!full) continue;
      const restarted = shorten(spaces, 'right', right, kept) && shorten(spaces, 'left', left, kept);
      if (!restarted) return found;
      break;
    }
  }
}

function isPromising(ritz: Ritz): boolean {
  const leading = ritz.values[0]!;
  return ritz.vector(leading).residual <= promising * leading.modulus;
}

/** Keeps the dominant Ritz vectors of one side. */
function shorten(spaces: KrylovSpaces, side: Side, ritz: Ritz, kept: number): boolean {
  const projection: Projection = spaces[side];
  if (projection.coupling === 0) return true;
  const z = ritz.subspace(ritz.values.slice(0, kept));
  if (!z) return false;
  const s = multiply(multiply(transpose(z), ritz.matrix), z);
  const last = z.data.subarray((z.rows - 1) * z.columns);
  const form = arnoldiForm(
    s,
    last.map((x) => x * projection.coupling),
  );
  spaces.compress(side, multiply(z, form.q));
  projection.replace(form.hessenberg, form.coupling);
  return true;
}
