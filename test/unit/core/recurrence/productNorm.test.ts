import assert from 'node:assert/strict';
import fc from 'fast-check';
import { identity, scale, type Matrix } from '../../../../src/core/linalg/matrix';
import { multiply, transposeMultiplyVector } from '../../../../src/core/linalg/product';
import { singularValues } from '../../../../src/core/linalg/singularValues';
import { createRandom, gaussianMatrix, randomOrthogonal } from '../../../../src/core/random';
import { productNorm, type StepJacobian } from '../../../../src/core/recurrence/productNorm';

const step = (matrix: Matrix): StepJacobian => ({
  forward: (directions) => multiply(matrix, directions),
  backward: (gradient) => transposeMultiplyVector(matrix, gradient),
});

describe('norm of a product of Jacobians', () => {
  it('equals the direct norm of the product', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(1e6),
        (n, count, seed) => {
          const random = createRandom(seed);
          const matrices = Array.from({ length: count }, () =>
            scale(gaussianMatrix(n, n, random), 1 / Math.sqrt(n)),
          );
          const product = matrices.reduce((sum, matrix) => multiply(matrix, sum), identity(n));
          const { log10 } = productNorm(matrices.map(step), n, { iterations: 24 });
          assert.ok(Math.abs(log10! - Math.log10(singularValues(product)[0]!)) < 1e-3);
        },
      ),
      // These rest for a step, or for two, on their second singular value.
      {
        numRuns: 60,
        examples: [
          [20, 2, 875307],
          [19, 1, 4],
        ],
      },
    );
  });

  it('neither over- nor underflows', () => {
    const shrinking = step(identity(3, 1e-20));
    const growing = step(identity(3, 1e20));
    const norm = (steps: StepJacobian[]): number => productNorm(steps, 3).log10!;
    assert.ok(Math.abs(norm(new Array<StepJacobian>(100).fill(shrinking)) + 2000) < 1e-6);
    assert.ok(Math.abs(norm(new Array<StepJacobian>(100).fill(growing)) - 2000) < 1e-6);
  });

  it('an orthogonal product is 1 in one iteration, a nilpotent one zero', () => {
    assert.ok(Math.abs(productNorm([step(randomOrthogonal(20, 3))], 20).log10!) < 1e-9);
    const nilpotent = step({ rows: 2, columns: 2, data: Float64Array.of(0, 1, 0, 0) });
    assert.equal(productNorm([nilpotent, nilpotent], 2).log10, null);
    assert.throws(() => productNorm([], 2), /no steps/);
  });
});
