import { drawRecurrent } from '../initializers/draw';
import { kernels } from '../kernels/choose';
import { scale, type Matrix } from '../linalg/matrix';
import type { Random } from '../random';
import type { Setup } from './setup';

/** One block of a setup's recurrent matrix with `size` rows, as it is before training. */
export function drawnMatrix(setup: Setup, size: number, random: Random): Matrix {
  const { gates, initializer, spectralRadius } = setup;
  const w = drawRecurrent(initializer, { hidden: size, gates }, random);
  if (spectralRadius !== null) return scaledTo(w, spectralRadius);
  const factor = widthScale(setup, size);
  return factor === 1 ? w : scale(w, factor);
}

/** Entries whose s·√H is what counts are scaled by this when fewer rows than H are drawn. */
export function widthScale({ hidden, initializer }: Setup, size: number): number {
  const isAbsolute = ['normal', 'truncated-normal', 'uniform', 'constant'].includes(initializer.kind);
  return isAbsolute ? Math.sqrt((hidden ?? size) / size) : 1;
}

/** W·ρ/max|λ|; a matrix whose powers are zero stays as it is. */
export function scaledTo(w: Matrix, spectralRadius: number): Matrix {
  const { re, im } = kernels().eigenvalues(w);
  const own = Math.hypot(re[0] ?? 0, im[0] ?? 0);
  return own > 0 ? scale(w, spectralRadius / own) : w;
}
