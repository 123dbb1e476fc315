import assert from 'node:assert/strict';
import { fromRows, scale, zeros, type Matrix } from '../../../../src/core/linalg/matrix';
import { eigenvalues } from '../../../../src/core/linalg/eigenvalues';
import { thinQr } from '../../../../src/core/linalg/thinQr';
import { multiply } from '../../../../src/core/linalg/product';
import { createCell } from '../../../../src/core/recurrence/createCell';
import { gaussianInputs } from '../../../../src/core/recurrence/inputs';
import { lyapunovSpectrum } from '../../../../src/core/recurrence/lyapunov';
import { randomOrthogonal } from '../../../../src/core/random';
import type { ActivationName } from '../../../../src/core/recurrence/activation';
import { distance, gaussian } from '../linalg/matrices';
import { cases, seededWeights } from './cells';

function vanilla(w: Matrix, activation: ActivationName, u = gaussian(w.rows, 2, 9)) {
  const bias = new Float64Array(w.rows);
  return createCell(`rnn_${activation}`, { weightHh: w, weightIh: u, biasIh: bias, biasHh: bias });
}
const inputs = (steps: number, variance = 1, size = 2) => [
  ...gaussianInputs(size, steps, { variance, seed: 3 }),
];

describe('lyapunovSpectrum', () => {
  it('is ln |λ| for a linear network', () => {
    const w = scale(gaussian(5, 5, 1), 0.4);
    const { re, im } = eigenvalues(w);
    const moduli = [...re].map((value, i) => Math.log(Math.hypot(value, im[i]!)));
    const { exponents } = lyapunovSpectrum(vanilla(w, 'identity'), inputs(4000), { warmUp: 200 });
    assert.ok(distance(exponents, moduli) < 5e-3, exponents.join());
    const triangular = fromRows([[0.5, 3, 1], [0, 1.5, 2], [0, 0, 0.1]]); // prettier-ignore
    const exact = lyapunovSpectrum(vanilla(triangular, 'identity'), inputs(50)).exponents;
    assert.ok(distance(exact, [1.5, 0.5, 0.1].map(Math.log)) < 1e-13);
  });

  it('is zero for an orthogonal matrix', () => {
    const cell = vanilla(randomOrthogonal(20, 5), 'identity');
    const { exponents, steps } = lyapunovSpectrum(cell, inputs(300), { exponents: 7 });
    assert.equal(exponents.length, 7);
    assert.equal(steps, 300);
    assert.ok(distance(exponents, new Array<number>(7).fill(0)) < 1e-13);
  });

  it('sees saturation where the linear verdict does not', () => {
    const w = scale(gaussian(12, 12, 2), 3 / Math.sqrt(12));
    const free = lyapunovSpectrum(vanilla(w, 'tanh'), inputs(1500, 1e-6), { warmUp: 100 }).exponents[0]!;
    const driven = lyapunovSpectrum(vanilla(w, 'tanh'), inputs(1500, 400), { warmUp: 100 }).exponents[0]!;
    assert.ok(free > 0.05, `free: ${free}`);
    assert.ok(driven < -0.5, `driven: ${driven}`);
  });

  it('comes with a standard error that holds as often as one does', () => {
    const errors: number[] = [];
    for (let seed = 1; seed <= 30; seed++) {
      const cell = vanilla(scale(gaussian(6, 6, seed), 1.4 / Math.sqrt(6)), 'tanh');
      const { exponents: long } = lyapunovSpectrum(cell, inputs(12000), { warmUp: 100, exponents: 2 });
      const { exponents, standardErrors } = lyapunovSpectrum(cell, inputs(800), {
        warmUp: 100,
        exponents: 2,
      });
      exponents.forEach((value, i) => errors.push(Math.abs(value - long[i]!) / standardErrors[i]!));
    }
    const share = (limit: number): number => errors.filter((error) => error <= limit).length / errors.length;
    assert.ok(share(1) > 0.5 && share(1) < 0.95, `${share(1)} within one`);
    assert.ok(share(3) > 0.95, `${share(3)} within three`);
  });

  it('has no standard error of a few steps, and that of rounding where nothing moves', () => {
    const diagonal = vanilla(fromRows([[0.5, 0], [0, 1.5]]), 'identity'); // prettier-ignore
    assert.deepEqual(lyapunovSpectrum(diagonal, inputs(3)).standardErrors, [Infinity, Infinity]);
    for (const steps of [4, 37, 1000]) {
      const { exponents, standardErrors } = lyapunovSpectrum(diagonal, inputs(steps));
      exponents.forEach((value, i) => {
        assert.ok(standardErrors[i]! < 1e-13);
        assert.ok(Math.abs(value - Math.log([1.5, 0.5][i]!)) <= standardErrors[i]!);
      });
    }
    const dead = lyapunovSpectrum(vanilla(zeros(2), 'identity'), inputs(9));
    assert.deepEqual([dead.exponents[0], dead.standardErrors[0]], [-Infinity, 0]);
  });

  it('hardly moves when T doubles', () => {
    const cell = createCell('gru', seededWeights(3, 8, 2, 7));
    const [short, long] = [2000, 4000].map((steps) => lyapunovSpectrum(cell, inputs(steps), { warmUp: 100 }));
    assert.ok(distance(short!.exponents, long!.exponents) < 0.02);
  });

  it('sums to the mean log determinant, for the whole state of an LSTM', () => {
    const { cell, inputs: x } = cases[3]!;
    const { exponents } = lyapunovSpectrum(cell, x);
    let state: Float64Array = new Float64Array(cell.stateSize);
    let sum = 0;
    for (const input of x) {
      const step = cell.step(input, state);
      const { re, im } = eigenvalues(step.jacobian());
      for (let i = 0; i < re.length; i++) sum += Math.log(Math.hypot(re[i]!, im[i]!)) / x.length;
      state = step.state;
    }
    assert.equal(exponents.length, 8);
    assert.ok(Math.abs(exponents.reduce((total, value) => total + value, 0) / sum - 1) < 1e-8);
  });

  it('the leading exponents do not depend on how many are asked for', () => {
    const cell = vanilla(scale(gaussian(10, 10, 4), 0.5), 'tanh');
    const all = lyapunovSpectrum(cell, inputs(3000), { warmUp: 500 }).exponents;
    const leading = lyapunovSpectrum(cell, inputs(3000), { warmUp: 500, exponents: 3, seed: 8 }).exponents;
    assert.ok(distance(leading, all.slice(0, 3)) < 5e-3);
  });

  it('is −Infinity where a direction dies', () => {
    const { exponents } = lyapunovSpectrum(vanilla(fromRows([[1, 0], [1, 0]]), 'identity'), inputs(10)); // prettier-ignore
    assert.ok(Math.abs(exponents[0]!) < 0.1);
    assert.equal(exponents[1], -Infinity);
    const dead = lyapunovSpectrum(vanilla(zeros(3), 'tanh'), inputs(4)).exponents;
    assert.deepEqual(dead, [-Infinity, -Infinity, -Infinity]);
  });

  it('names what it cannot do, and can be canceled', () => {
    const cell = vanilla(zeros(3), 'tanh');
    assert.throws(() => lyapunovSpectrum(cell, inputs(5), { warmUp: 5 }), /5 steps leave none to count/);
    assert.throws(
      () => lyapunovSpectrum(cell, inputs(5), { exponents: 0 }),
      /0 is not a number of exponents/,
    );
    assert.throws(() => inputs(1, NaN), /NaN is not a variance/);
    const seen: number[] = [];
    const watch = (done: number) => {
      seen.push(done);
      if (done > 0.5) throw new Error('canceled');
    };
    assert.throws(() => lyapunovSpectrum(cell, inputs(10), {}, watch, 10), /canceled/);
    assert.equal(seen.length, 7);
  });
});

describe('gaussianInputs', () => {
  it('have the stated variance and follow the seed', () => {
    const drawn = [...gaussianInputs(50, 400, { variance: 4, seed: 1 })].flatMap((x) => [...x]);
    const variance = drawn.reduce((sum, value) => sum + value * value, 0) / drawn.length;
    assert.ok(Math.abs(variance / 4 - 1) < 0.05);
    assert.deepEqual([...gaussianInputs(2, 3, { variance: 1, seed: 3 })], inputs(3));
  });
});

describe('thinQr', () => {
  it('has orthonormal columns and gives the matrix back', () => {
    for (const [m, k] of [
      [7, 7],
      [30, 4],
    ] as const) {
      // prettier-ignore
      const a = gaussian(m, k, 5);
      const { q, diagonal } = thinQr(a);
      const gram = multiply({ rows: k, columns: m, data: transposed(q) }, q).data;
      assert.ok(
        distance(
          gram,
          Float64Array.from(gram, (_, i) => (i % (k + 1) === 0 ? 1 : 0)),
        ) < 1e-14,
      );
      const r = multiply({ rows: k, columns: m, data: transposed(q) }, a);
      assert.ok(distance(multiply(q, r).data, a.data) < 1e-13);
      diagonal.forEach((value, i) => {
        assert.ok(Math.abs(value - r.data[i * k + i]!) < 1e-13);
      });
    }
  });

  it('stays orthonormal where columns depend on each other', () => {
    const { q, diagonal } = thinQr(fromRows([[1, 1, 0], [1, 1, 0], [1, 1, 0], [0, 0, 0]])); // prettier-ignore
    assert.deepEqual([...diagonal].map((value) => value > 0), [true, false, false]); // prettier-ignore
    const gram = multiply({ rows: 3, columns: 4, data: transposed(q) }, q).data;
    assert.ok(distance(gram, [1, 0, 0, 0, 1, 0, 0, 0, 1]) < 1e-14);
    assert.throws(() => thinQr(zeros(2, 3)), /a 2×3 matrix has no 3 orthonormal columns/);
  });
});

function transposed({ rows, columns, data }: Matrix): Float64Array {
  return Float64Array.from(data, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)]!);
}
