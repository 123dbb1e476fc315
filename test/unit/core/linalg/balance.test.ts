import assert from 'node:assert/strict';
import { balance, triangularEigenvalues } from '../../../../src/core/linalg/balance';
import { fromRows, scale, zeros } from '../../../../src/core/linalg/matrix';
import { build, forsythe, gaussian } from './matrices';

describe('balance', () => {
  it('returns to the checkpoint every few rows, so that it can be canceled', () => {
    const n = 300;
    // Rows and columns of unlike size, so that there is something to scale.
    const a = build(n, n, (i, j) => Math.cos(i + 2 * j) * 2 ** ((i % 7) - (j % 5)));
    let calls = 0;
    balance(a, () => calls++);
    assert.ok(calls > 3 * Math.floor(n / 64), `${calls} calls`);
    assert.throws(
      () =>
        balance(a, () => {
          throw new Error('canceled');
        }),
      /canceled/,
    );
  });

  it('leaves a balanced matrix as it is and mends an unbalanced one', () => {
    const a = gaussian(40, 40, 1);
    const { block, exponent } = balance(a);
    assert.deepEqual(scale(block, 2 ** exponent).data, a.data);
    // D·A·D⁻¹ with D = diag(2^±10).
    const skewed = build(40, 40, (i, j) => a.data[i * 40 + j]! * 2 ** (20 * ((i % 2) - (j % 2))));
    const size = (x: Float64Array) => Math.hypot(...x);
    const balanced = balance(skewed);
    assert.ok(size(balanced.block.data) * 2 ** balanced.exponent < 2 * size(a.data));
  });

  it('knows the eigenvalues of a permuted triangular matrix', () => {
    assert.deepEqual(triangularEigenvalues(fromRows([[1, 2, 0], [0, 3, 0], [4, 5, 6]]))?.sort(), [1, 3, 6]); // prettier-ignore
    assert.deepEqual(triangularEigenvalues(forsythe(5, 2)), [2, 2, 2, 2, 2]);
    assert.equal(triangularEigenvalues(fromRows([[1, 2], [3, 4]])), null); // prettier-ignore
    assert.equal(triangularEigenvalues(fromRows([[1, 2, 0], [3, 4, 0], [0, 0, 5]])), null); // prettier-ignore
    assert.deepEqual(triangularEigenvalues(zeros(2)), [0, 0]);
  });
});
