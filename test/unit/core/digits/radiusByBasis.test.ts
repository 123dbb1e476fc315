import assert from 'node:assert/strict';
import { radiusByBasis } from '../../../../src/core/digits/radiusByBasis';
import { kernels } from '../../../../src/core/kernels/choose';
import { scale, type Matrix } from '../../../../src/core/linalg/matrix';
import { draw } from '../../../bench/accuracy/families';
import truths from '../../../fixtures/spectraOfDraws.json';
import { build, forsythe, gaussian, rotated } from '../linalg/matrices';

const radiusOf = (w: Matrix) => radiusByBasis(w, kernels().eigenvalues(w), kernels());

describe('ρ from a basis of eigenvectors', () => {
  it('lies in its interval in every family, which is sharp in most', () => {
    let sharp = 0;
    for (const [index, eigenvalues] of truths as unknown as (readonly [
      number,
      readonly (readonly [number, number])[],
    ])[]) {
      const { base, family } = draw(index);
      const found = radiusOf(base);
      if (!found) continue;
      const truth = Math.max(...eigenvalues.map(([re, im]) => Math.hypot(re, im)));
      const floor = 2 ** -51 * truth;
      const name = `${index}: ${family}, ${base.rows}×${base.rows}: ${truth} ${JSON.stringify(found)}`;
      assert.ok(found.lower <= truth + floor && truth - floor <= found.upper, name);
      assert.ok(found.lower <= found.value && found.value <= found.upper, name);
      if (found.upper - found.lower <= 1e-11 * truth) sharp++;
    }
    assert.ok(sharp > 0.6 * truths.length, `${sharp} of ${truths.length}`);
  });

  it('is known where the condition of the eigenvalues leaves doubles little', () => {
    // A Toeplitz matrix of three diagonals, whose condition is some 2^n: λ = 2·√(bc)·cos(kπ/(n + 1)).
    for (const n of [20, 36]) {
      const w = rotated(
        build(n, n, (i, j) => (j === i + 1 ? 1 : j === i - 1 ? 0.25 : 0)),
        n,
      );
      const { lower, upper } = radiusOf(w)!;
      assert.ok(upper - lower < 1e-11, `${n}: ${upper - lower}`);
      // Turning it has rounded it.
      assert.ok(Math.abs(upper - Math.cos(Math.PI / (n + 1))) < 1e-16 * 2 ** n * 10);
    }
  });

  it('scales exactly, has both of a pair, and gives up on what is defective or large', () => {
    const w = gaussian(30, 30, 3);
    const [one, other] = [radiusOf(w)!, radiusOf(scale(w, 2 ** -700))!];
    assert.equal(one.upper * 2 ** -700, other.upper);
    const turn = radiusOf(build(2, 2, (i, j) => (i === j ? 0.6 : i < j ? -0.8 : 0.8)))!;
    assert.ok(turn.lower <= 1 && turn.upper >= 1 && turn.upper - turn.lower < 1e-13);
    assert.equal(radiusOf(forsythe(8, 0.5)), null);
    assert.equal(radiusByBasis(gaussian(257, 257, 1), { re: new Float64Array(257), im: new Float64Array(257) }, kernels()), null); // prettier-ignore
  });
});
