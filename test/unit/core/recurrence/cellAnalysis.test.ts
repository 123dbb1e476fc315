import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { defaultThresholds, type AnalysisOptions } from '../../../../src/core/analysis';
import { identity, type Matrix } from '../../../../src/core/linalg/matrix';
import { multiply } from '../../../../src/core/linalg/product';
import { singularValues } from '../../../../src/core/linalg/singularValues';
import { createRandom } from '../../../../src/core/random';
import { analyzeCell } from '../../../../src/core/recurrence/cellAnalysis';
import { noise } from '../../../../src/core/recurrence/driven/noise';
import { buildCell } from '../../../../src/core/recurrence/layout/buildCell';
import { recognize } from '../../../../src/core/recurrence/layout/recognize';
import { unroll } from '../../../../src/core/recurrence/unroll';
import type { Tensor } from '../../../../src/core/tensor';
import { cellNotes } from '../../../../src/present/cell/explanation';
import { checkpoint } from './checkpoint';

const options: AnalysisOptions = { steps: 100, activation: 'tanh', thresholds: defaultThresholds };
const byName = (tensors: readonly Tensor[]) => new Map(tensors.map((tensor) => [tensor.name, tensor]));
const cellOf = (tensors: readonly Tensor[], name?: string) => {
  const { cell: cells } = recognize(tensors);
  return (name === undefined ? cells[0] : cells.find((cell) => cell.name === name))!;
};

/** An LSTM or GRU of PyTorch with uniform weights of a half-width and biases by gate. */
function gated(gates: number, h: number, width: number, biases: readonly number[], seed = 5): Tensor[] {
  const random = createRandom(seed);
  const draw = (name: string, shape: number[]): Tensor => ({
    name,
    dtype: 'F64',
    shape,
    data: new Float64Array(shape[0]! * shape[1]!).map(() => width * (2 * random.uniform() - 1)),
  });
  const bias = new Float64Array(gates * h).map((_, i) => biases[Math.floor(i / h)]!);
  return [
    draw('l.weight_ih_l0', [gates * h, 3]),
    draw('l.weight_hh_l0', [gates * h, h]),
    { name: 'l.bias_ih_l0', dtype: 'F64', shape: [gates * h], data: bias },
    { name: 'l.bias_hh_l0', dtype: 'F64', shape: [gates * h], data: new Float64Array(gates * h) },
  ];
}

describe('verdict on a cell', () => {
  it("a character model: every gate's figures are numpy's, and no default gated cell explodes", () => {
    const { tensors, byName: all } = checkpoint('char_model.safetensors');
    const expected = JSON.parse(
      readFileSync('test/fixtures/checkpoints/char_model_expected.json', 'utf8'),
    ) as Record<string, { sigmaMax: number; spectralRadius: number }[]>;
    for (const cell of recognize(tensors).cell) {
      const analysis = analyzeCell(cell, all, options);
      const { gates, verdict } = analysis;
      expected[cell.recurrent.stacked!.tensor]!.forEach(({ sigmaMax, spectralRadius }, i) => {
        assert.ok(Math.abs(gates[i]!.sigmaMax / sigmaMax - 1) < 1e-6);
        assert.ok(Math.abs(gates[i]!.spectralRadius / spectralRadius - 1) < 1e-6);
      });
      if (cell.cell === 'rnn') continue;
      // The forward LSTM's forget biases are about 2, the others are at PyTorch's default.
      const open = cell.cell === 'lstm' && cell.direction === 'forward';
      assert.equal(verdict.name, open ? 'fading' : 'vanishing');
      assert.equal(verdict.rule, `cell-jacobian-${verdict.name}`);
      assert.ok(gates.some(({ sigmaMax }) => sigmaMax > 1));
      assert.doesNotMatch([...cellNotes(analysis)].join(' '), /σ_max/);
    }
  });

  it('the gain is the norm of the product of the exact Jacobians, in the log domain', () => {
    const tensors = gated(4, 6, 0.8, [0, 1, 0, 0]);
    const cell = cellOf(tensors);
    const steps = 30;
    const { driven, rest } = analyzeCell(cell, byName(tensors), { ...options, steps });
    const exact = buildCell(cell, byName(tensors));
    const norm = (jacobians: readonly Matrix[]): number => {
      const product = jacobians.reduce((sum, jacobian) => multiply(jacobian, sum), identity(12));
      return Math.log10(singularValues(product)[0]!);
    };
    const gains = (seed: number, hold: number, std: number): [settled: number, fromZero: number] => {
      const inputs = noise(3, 20 + steps, seed, hold).map((x) => x.map((value) => std * value));
      const jacobians = unroll(exact, inputs).steps.map((step) => step.jacobian());
      return [norm(jacobians.slice(20)), norm(jacobians.slice(0, steps))];
    };
    for (const { inputStd, independent, slow, fromZero } of driven.scales) {
      const runs = Array.from({ length: 8 }, (_, i) => gains(20 + i, 1, inputStd));
      const settled = runs.map(([gain]) => gain).sort((x, y) => x - y);
      const starts = runs.slice(0, 4).map(([, gain]) => gain);
      const held = Array.from({ length: 4 }, (_, i) => gains(28 + i, 10, inputStd)[0]);
      const near = (found: number, exactly: number): void => {
        assert.ok(Math.abs(found - exactly) < 0.02, `${inputStd}: ${found} for ${exactly}`);
      };
      near(independent.low, settled[0]!);
      near(independent.median, (settled[3]! + settled[4]!) / 2);
      near(independent.high, settled[7]!);
      near(slow!.high, Math.max(...held));
      near(fromZero!.low, Math.min(...starts));
    }
    const still = exact.step(new Float64Array(3), new Float64Array(12)).jacobian();
    assert.ok(Math.abs(rest.log10Gain! - norm(new Array<Matrix>(steps).fill(still))) < 1e-2);
  });

  it('a vanilla cell is measured as gated ones are, its bare matrix beside it', () => {
    const { tensors, byName: all } = checkpoint('char_model.safetensors');
    const [first] = recognize(tensors).cell;
    const analysis = analyzeCell(first!, all, options);
    assert.match(analysis.verdict.rule, /^cell-jacobian-/);
    assert.equal(analysis.gatePath, null);
    assert.deepEqual(analysis.driven.timescales.slowestUnits, []);
    // ρ = 1.41 at rest, where the powers of W grow; tanh saturates the more the stronger the inputs are.
    assert.ok(analysis.matrix!.verdict!.log10Gain! > 10);
    assert.ok(analysis.rest.log10Gain! > 10);
    const medians = analysis.driven.scales.map(({ independent }) => independent.median);
    assert.ok(medians[0]! > medians[2]! && medians[2]! < analysis.rest.log10Gain! - 3);
    assert.ok(analysis.verdict.flags.includes('ambiguous'));
    const sigmoid = analyzeCell(first!, all, { ...options, activation: 'sigmoid' });
    assert.equal(sigmoid.activation, 'sigmoid');
    assert.equal(sigmoid.verdict.name, 'vanishing');
    assert.ok(sigmoid.verdict.flags.includes('guaranteed'));
  });

  it('the gate path is the forget gate of the biases together: b = 0 halves in a step, b = 1 in 2.2', () => {
    const halfLife = (forget: number): number => {
      const tensors = gated(4, 8, 0.1, [0, forget, 0, 0]);
      return analyzeCell(cellOf(tensors), byName(tensors), options).gatePath!.halfLife.p50!;
    };
    assert.ok(Math.abs(halfLife(0) - 1) < 1e-12);
    assert.ok(Math.abs(halfLife(1) - 2.2127) < 1e-3);
    const both = gated(4, 8, 0.1, [0, 1, 0, 0]);
    both[3]!.data.fill(1, 8, 16);
    const { gatePath } = analyzeCell(cellOf(both), byName(both), options);
    assert.ok(Math.abs(gatePath!.halfLife.p5! - Math.LN2 / Math.log1p(Math.exp(-2))) < 1e-9);
  });

  it('an LSTM whose forget gate is wide open remembers; a short one forgets; small blocks or large', () => {
    const verdict = (forget: number, width: number): string => {
      const tensors = gated(4, 12, width, [-6, forget, 0, 0]);
      return analyzeCell(cellOf(tensors), byName(tensors), options).verdict.name;
    };
    assert.equal(verdict(8, 0.05), 'stable');
    assert.equal(verdict(-2, 0.05), 'vanishing');
  });

  it('blocks of σ_max far over 1 do not make a saturated LSTM explode', () => {
    const tensors = gated(4, 24, 2, [-4, 6, 0, -4], 9);
    const { gates, verdict, driven } = analyzeCell(cellOf(tensors), byName(tensors), options);
    assert.ok(Math.min(...gates.map(({ sigmaMax }) => sigmaMax)) > 8);
    assert.ok(driven.range.low < 1, String(driven.range.low));
    assert.notEqual(verdict.name, 'exploding');
  });

  it('a GRU with strong candidates does explode', () => {
    const tensors = gated(3, 24, 1.2, [4, -4, 0], 2).filter(({ name }) => name !== 'l.weight_ih_l0');
    const { verdict, rest } = analyzeCell(cellOf(tensors), byName(tensors), options);
    assert.ok(rest.log10Gain! > 3);
    assert.ok(verdict.flags.includes('no-input-weights'));
  });

  it("Haiku's update gate turned is PyTorch's: the same steps", () => {
    const tensors = gated(3, 4, 0.5, [0.3, 0.7, -0.2]);
    const cell = cellOf(tensors);
    const turned = { ...cell, updateKeeps: false };
    const state = Float64Array.of(0.1, -0.2, 0.3, 0.4);
    const x = Float64Array.of(1, -1, 0.5);
    const opposite = tensors.map((tensor) => ({
      ...tensor,
      data: tensor.data.map((value, i) => {
        const row = tensor.shape.length === 2 ? Math.floor(i / tensor.shape[1]!) : i;
        return row >= 4 && row < 8 ? -value : value;
      }),
    }));
    assert.deepEqual(
      buildCell(turned, byName(opposite)).step(x, state).state,
      buildCell(cell, byName(tensors)).step(x, state).state,
    );
    const paths = [
      analyzeCell(turned, byName(opposite), options).gatePath!.halfLife.p50!,
      analyzeCell(cell, byName(tensors), options).gatePath!.halfLife.p50!,
    ];
    assert.equal(paths[0], paths[1]);
  });

  it('a projected LSTM steps as h = W_hr·(o ⊙ tanh c) does', () => {
    const random = createRandom(8);
    const tensor = (name: string, shape: number[]): Tensor => ({
      name,
      dtype: 'F64',
      shape,
      data: new Float64Array(shape.reduce((a, b) => a * b, 1)).map(() => random.gaussian() / 2),
    });
    const tensors = [
      tensor('l.weight_ih_l0', [16, 3]),
      tensor('l.weight_hh_l0', [16, 2]),
      tensor('l.weight_hr_l0', [2, 4]),
    ];
    const cell = cellOf(tensors);
    const exact = buildCell(cell, byName(tensors));
    const [ih, hh, hr] = tensors.map(({ data }) => data) as [Float64Array, Float64Array, Float64Array];
    const sigmoid = (a: number): number => 1 / (1 + Math.exp(-a));
    let [h, c] = [new Float64Array(2), new Float64Array(4)];
    let state = new Float64Array(6);
    for (let t = 0; t < 5; t++) {
      const x = new Float64Array(3).map(() => random.gaussian());
      state = exact.step(x, state).state.slice();
      const a = Array.from({ length: 16 }, (_, row) => {
        let sum = 0;
        for (let k = 0; k < 3; k++) sum += ih[row * 3 + k]! * x[k]!;
        for (let k = 0; k < 2; k++) sum += hh[row * 2 + k]! * h[k]!;
        return sum;
      });
      c = c.map((old, i) => sigmoid(a[4 + i]!) * old + sigmoid(a[i]!) * Math.tanh(a[8 + i]!));
      const open = c.map((value, i) => sigmoid(a[12 + i]!) * Math.tanh(value));
      h = h.map((_, p) => open.reduce((sum, value, i) => sum + hr[p * 4 + i]! * value, 0));
      [...h, ...c].forEach((value, i) => {
        assert.ok(Math.abs(value - state[i]!) < 1e-12);
      });
    }
    const { gates, verdict } = analyzeCell(cell, byName(tensors), options);
    assert.equal(gates.length, 4);
    assert.ok(verdict.flags.includes('projected'));
  });

  it('a non-finite weight is an error, not a verdict', () => {
    const tensors = gated(4, 4, 0.1, [0, 0, 0, 0]);
    tensors[1]!.data[5] = NaN;
    assert.throws(() => analyzeCell(cellOf(tensors), byName(tensors), options), /NaN/);
  });
});
