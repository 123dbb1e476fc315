import assert from 'node:assert/strict';
import { defaultThresholds, type AnalysisOptions } from '../../../../src/core/analysis';
import { kernels } from '../../../../src/core/kernels/choose';
import { plainKernels } from '../../../../src/core/kernels/plain';
import { identity, type Matrix } from '../../../../src/core/linalg/matrix';
import { multiply } from '../../../../src/core/linalg/product';
import { singularValues } from '../../../../src/core/linalg/singularValues';
import { createRandom } from '../../../../src/core/random';
import { analyzeCell } from '../../../../src/core/recurrence/cellAnalysis';
import { boundedProductNorms } from '../../../../src/core/recurrence/driven/boundedProductNorm';
import { noise } from '../../../../src/core/recurrence/driven/noise';
import { stepAtRest } from '../../../../src/core/recurrence/driven/paths';
import { isFactored } from '../../../../src/core/recurrence/factoredJacobian';
import { buildCell } from '../../../../src/core/recurrence/layout/buildCell';
import { recognize } from '../../../../src/core/recurrence/layout/recognize';
import { quickCell } from '../../../../src/core/recurrence/quickCell';
import { unroll } from '../../../../src/core/recurrence/unroll';
import type { Tensor } from '../../../../src/core/tensor';

const options: AnalysisOptions = { steps: 40, activation: 'tanh', thresholds: defaultThresholds };

/** A cell of PyTorch with uniform weights of a half-width and one bias for the second gate. */
function cellOf(gates: number, h: number, width: number, bias: number) {
  const random = createRandom(7);
  const draw = (name: string, shape: number[], middle = 0): Tensor => ({
    name,
    dtype: 'F64',
    shape,
    data: new Float64Array(shape.reduce((a, b) => a * b)).map(
      (_, i) => width * (2 * random.uniform() - 1) + (Math.floor(i / h) === 1 ? middle : 0),
    ),
  });
  const tensors = [
    { ...draw('l.weight_ih_l0', [gates * h, 5]) },
    { ...draw('l.weight_hh_l0', [gates * h, h]) },
    { ...draw('l.bias_ih_l0', [gates * h], bias) },
    { ...draw('l.bias_hh_l0', [gates * h]) },
  ];
  return {
    cell: recognize(tensors).cell[0]!,
    tensors: new Map(tensors.map((tensor) => [tensor.name, tensor])),
  };
}

describe('quick verdict on a cell', () => {
  // Large enough for the kernels' copy of W: 4·256² elements.
  for (const [what, gates, h, width, bias] of [
    ['a vanishing LSTM', 4, 256, 1 / 16, 0],
    ['an LSTM that remembers', 4, 256, 1 / 16, 5],
    ['an exploding LSTM', 4, 256, 1, 4],
    ['a GRU', 3, 300, 1 / 8, 1],
    ['a vanilla cell', 1, 260, 1 / 6, 0],
  ] as const) {
    it(`${what}: the verdict is that of the whole analysis, the gains near its medians`, function () {
      const { cell, tensors } = cellOf(gates, h, width, bias);
      const quick = quickCell(cell, tensors, options);
      const full = analyzeCell(cell, tensors, options);
      assert.equal(quick.verdict, full.verdict.name);
      quick.gains.forEach(({ inputStd, log10Gain, log10Upper, lastChange }, i) => {
        const { inputStd: std, independent } = full.driven.scales[i]!;
        assert.equal(inputStd, std);
        assert.ok(log10Gain <= independent.high + 1e-2);
        assert.ok(log10Upper! >= independent.low - 1e-2);
        const off = independent.low - log10Gain;
        assert.ok(off < (lastChange === null ? 1.5 : 10 * lastChange + 1e-2), `${off}`);
      });
    });
  }

  it('a small cell and one whose matrices follow each other have it, too', () => {
    const { cell, tensors } = cellOf(3, 6, 0.9, 1);
    for (const variant of [cell, { ...cell, resetAfter: false }]) {
      const quick = quickCell(variant, tensors, options);
      const full = analyzeCell(variant, tensors, options);
      assert.equal(quick.verdict, full.verdict.name);
      const { range } = full.driven;
      for (const { log10Gain } of quick.gains)
        assert.ok(log10Gain > range.low - 1.5 && log10Gain < range.high + 0.02, String(log10Gain));
    }
  });
});

describe('bounded norms of products of Jacobians', () => {
  for (const k of [plainKernels, kernels()]) {
    it(`settle on the norms of the exact products, several at once (${k.name})`, () => {
      const { cell, tensors } = cellOf(4, 8, 0.9, 3);
      const exact = buildCell(cell, tensors);
      const steps = 12;
      const paths = [
        new Array(steps).fill(stepAtRest(exact)) as ReturnType<typeof stepAtRest>[],
        [...unroll(exact, noise(5, steps, 20, 1)).steps],
      ];
      const factored = paths.map((path) => path.filter(isFactored));
      const found = k.withProduct(exact.weights.weightHh, (product) =>
        boundedProductNorms(factored, product, 16, { isEnough: () => false }),
      );
      assert.equal(found.length, 2);
      const sure = (path: (typeof paths)[number]): number => {
        const product = path.reduce<Matrix>((sum, step) => multiply(step.jacobian(), sum), identity(16));
        return Math.log10(singularValues(product)[0]!);
      };
      paths.forEach((path, i) => {
        const { log10, log10Upper } = found[i]!;
        assert.ok(log10! <= sure(path) + 1e-9);
        assert.ok(log10Upper! >= sure(path));
      });
    });
  }
});
