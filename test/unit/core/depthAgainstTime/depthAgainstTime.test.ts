import assert from 'node:assert/strict';
import { depthAgainstTime, sharings } from '../../../../src/core/depthAgainstTime/depthAgainstTime';
import { fromRows, identity, scale, zeros } from '../../../../src/core/linalg/matrix';
import { randomOrthogonal } from '../../../../src/core/random';
import { gaussian } from '../linalg/matrices';

const near = (found: number | null | undefined, expected: number, tolerance: number) => {
  assert.ok(Math.abs(found! - expected) <= tolerance, `${found}, not ${expected}`);
};
const drawn = (size: number, steps: number, draws = 15) =>
  depthAgainstTime({ kind: 'initializer', initializer: { name: 'lecun_normal' }, size }, { steps, draws });

describe('depthAgainstTime', () => {
  it('compounds one matrix at its spectral radius, and averages independent copies of it', () => {
    const { growth, compounding } = depthAgainstTime(
      { kind: 'matrix', matrix: fromRows([[1.5, 0], [0, 0.5]]) },
      { steps: 400, draws: 21 },
    ); // prettier-ignore
    near(compounding.shared.rate.median[399], Math.log10(1.5), 2e-3);
    near(compounding.shared.direction[399], 1, 1e-12);
    // Mean of ln ‖W·u‖ over the circle: ln((1.5 + 0.5)/2) = 0.
    near(compounding.independent.rate.median[399], 0, 0.01);
    assert.ok(growth.shared.plain.median[399]! > growth.independent.plain.median[399]! + 60);
  });

  it('scaled orthogonal matrices grow alike either way, with every path', () => {
    const plain = depthAgainstTime(
      { kind: 'matrix', matrix: scale(randomOrthogonal(9, 2), 0.9) },
      { steps: 60, slope: 0.5 },
    );
    for (const sharing of sharings)
      near(plain.growth[sharing].plain.median[59], 60 * Math.log10(0.45), 1e-10);
    const same = depthAgainstTime({ kind: 'matrix', matrix: identity(5, 0.8) }, { steps: 60, gate: 0.9 });
    for (const sharing of sharings) {
      near(same.growth[sharing].plain.lower[59], 60 * Math.log10(0.8), 1e-10);
      near(same.growth[sharing].residual.upper[59], 60 * Math.log10(1.8), 1e-10);
      near(same.growth[sharing].gated.median[59], 60 * Math.log10(0.9 + 0.1 * 0.8), 1e-10);
    }
  });

  it('draws part as k for one matrix and as √k for independent ones', () => {
    const { growth } = drawn(6, 200, 101);
    const width = (sharing: 'shared' | 'independent', k: number) =>
      growth[sharing].plain.upper[k - 1]! - growth[sharing].plain.lower[k - 1]!;
    // 200/12 is 16.7, its root 4.1.
    const shared = width('shared', 200) / width('shared', 12);
    const independent = width('independent', 200) / width('independent', 12);
    assert.ok(shared > 12 && shared < 24, `shared: ${shared}`);
    assert.ok(independent > 2.7 && independent < 7, `independent: ${independent}`);
    assert.ok(width('shared', 200) > 3 * width('independent', 200));
  });

  it('one matrix leaves nothing new in the direction, independent ones nearly all', () => {
    const { compounding } = drawn(40, 300, 5);
    assert.ok(compounding.shared.direction[299]! > 0.99);
    near(compounding.independent.direction[299], Math.sqrt(2 / 40), 0.15);
  });

  it('a path beside the product keeps what vanishes without', () => {
    const { growth } = depthAgainstTime(
      { kind: 'matrix', matrix: scale(gaussian(20, 20, 3), 0.3 / Math.sqrt(20)) },
      { steps: 100 },
    );
    for (const sharing of sharings) {
      assert.ok(growth[sharing].plain.median[99]! < -40);
      assert.ok(growth[sharing].residual.median[99]! > 0);
      assert.ok(growth[sharing].gated.median[99]! > -10);
    }
  });

  it('zeros are null, not numbers', () => {
    const { growth, compounding } = depthAgainstTime({ kind: 'matrix', matrix: zeros(3) }, { steps: 4 });
    for (const sharing of sharings) {
      assert.deepEqual(growth[sharing].plain.median, [null, null, null, null]);
      assert.deepEqual(compounding[sharing].rate.upper, [null, null, null, null]);
      near(growth[sharing].residual.median[3], 0, 1e-12);
    }
    assert.equal(JSON.stringify(growth).includes('NaN'), false);
  });

  it('entries of 1e-200 neither vanish nor explode on their own account', () => {
    const { growth } = depthAgainstTime({ kind: 'matrix', matrix: identity(3, 1e-200) }, { steps: 5 });
    for (const sharing of sharings) near(growth[sharing].plain.median[4], -1000, 1e-9);
  });

  it('follows the seed, crosses to a worker, and can be canceled', () => {
    const source = { kind: 'matrix', matrix: gaussian(6, 6, 1) } as const;
    const first = depthAgainstTime(source, { steps: 5, seed: 4 });
    assert.deepEqual(structuredClone(first), depthAgainstTime(source, { steps: 5, seed: 4 }));
    assert.notDeepEqual(first, depthAgainstTime(source, { steps: 5, seed: 5 }));
    const shares: number[] = [];
    depthAgainstTime(source, { steps: 5, draws: 2 }, (done) => shares.push(done));
    assert.equal(shares.length, 5 * 2 * sharings.length);
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    );
    assert.ok(shares.at(-1)! < 1);
    const cancel = () => {
      throw new Error('canceled');
    };
    assert.throws(() => depthAgainstTime(source, { steps: 5 }, cancel), /canceled/);
    assert.throws(() => depthAgainstTime(source, { steps: 0 }), /0 is not a number of steps/);
    assert.throws(
      () => depthAgainstTime({ kind: 'matrix', matrix: zeros(2, 3) }, { steps: 1 }),
      /not square/,
    );
  });
});
