import { multiply } from '../../src/core/linalg/product';
import { scale, zeros, type Matrix } from '../../src/core/linalg/matrix';
import { createRandom, gaussianMatrix, randomOrthogonal } from '../../src/core/random';

export const kinds = ['Gaussian', 'orthogonal', 'non-normal', 'torch-default'] as const;
export type Kind = (typeof kinds)[number];

/** The bench's matrix of a kind and order; the same on every machine. */
export function matrixOf(kind: Kind, n: number): Matrix {
  switch (kind) {
    case 'Gaussian':
      return scale(gaussianMatrix(n, n, createRandom(n)), 1 / Math.sqrt(n));
    case 'orthogonal':
      return randomOrthogonal(n, n);
    case 'non-normal':
      return nonNormal(n);
    case 'torch-default': {
      const random = createRandom(n + 1);
      const bound = 1 / Math.sqrt(n);
      const w = zeros(n);
      for (let i = 0; i < w.data.length; i++) w.data[i] = bound * (2 * random.uniform() - 1);
      return w;
    }
  }
}

/** A triangle in an orthogonal basis: eigenvalues spread over [0.5, 0.98], a strong coupling above the diagonal. */
function nonNormal(n: number): Matrix {
  const random = createRandom(n + 2);
  const t = zeros(n);
  for (let i = 0; i < n; i++) {
    t.data[i * n + i] = 0.5 + (0.48 * i) / n;
    for (let j = i + 1; j < n; j++) t.data[i * n + j] = (0.5 * random.gaussian()) / Math.sqrt(n);
  }
  const q = randomOrthogonal(n, n + 3);
  const qt = zeros(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) qt.data[j * n + i] = q.data[i * n + j]!;
  return multiply(multiply(q, t), qt);
}
