import { multiply } from '../../src/core/linalg/product';
import { scale, transpose, zeros, type Matrix } from '../../src/core/linalg/matrix';
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

/**
 * Eigenvalues 0.5 … 0.98 in an orthogonal basis, each of the lower half coupled strongly to one of the upper half: powers
 * grow before they fade, yet the eigenvalues have condition numbers of about 20, so that figures can be compared.
 */
function nonNormal(n: number): Matrix {
  const t = zeros(n);
  for (let i = 0; i < n; i++) {
    t.data[i * n + i] = 0.5 + (0.48 * i) / (n - 1);
    if (2 * i < n) t.data[i * n + i + Math.floor(n / 2)] = 5;
  }
  const q = randomOrthogonal(n, n + 3);
  return multiply(multiply(q, t), transpose(q));
}
