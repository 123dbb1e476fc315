import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../../src/core/analysis';
import { recognize } from '../../../../src/core/recurrence/layout/recognize';
import { analyzeStack } from '../../../../src/core/recurrence/stackAnalysis';
import type { Tensor } from '../../../../src/core/tensor';

const tensor = (name: string, shape: number[], data: number[]): Tensor => ({
  name,
  dtype: 'F64',
  shape,
  data: Float64Array.from(data),
});

describe('feed-forward stacks', () => {
  const tensors = [
    tensor('net.0.weight', [2, 1], [3, 4]),
    tensor('net.2.weight', [2, 2], [0, 2, 0, 0]),
    tensor('net.4.weight', [1, 2], [10, 0]),
  ];
  const byName = new Map(tensors.map((each) => [each.name, each]));
  const options = { activation: 'tanh', thresholds: defaultThresholds } as const;

  it("each layer's gain, and the running product, which is less than the gains' product", () => {
    const [stack] = recognize(tensors).feedforward;
    const { layers, log10Gain, verdict } = analyzeStack(stack!, byName, options);
    const close = (value: number | null, wanted: number): void => {
      assert.ok(Math.abs(value! - wanted) < 1e-9, `${value!} for ${wanted}`);
    };
    layers.forEach(({ sigmaMax }, l) => {
      close(sigmaMax, [5, 2, 10][l]!);
    });
    layers.forEach(({ log10Product }, l) => {
      close(log10Product, Math.log10([5, 8, 80][l]!));
    });
    close(log10Gain, Math.log10(80));
    assert.equal(verdict, 'growing');
  });

  it('the slope at rest counts between the layers', () => {
    const [stack] = recognize(tensors).feedforward;
    const { log10Gain } = analyzeStack(stack!, byName, { ...options, activation: 'sigmoid' });
    assert.ok(Math.abs(log10Gain! - Math.log10(5)) < 1e-9);
  });

  it('kernels by rows are turned, a dead product is an exact zero', () => {
    const rows = [
      tensor('d/dense/kernel', [1, 2], [3, 4]),
      tensor('d/dense_1/kernel', [2, 2], [0, 0, 2, 0]),
      tensor('d/dense_2/kernel', [2, 1], [0, 1]),
    ];
    const [stack] = recognize(rows).feedforward;
    const result = analyzeStack(stack!, new Map(rows.map((each) => [each.name, each])), options);
    assert.ok(Math.abs(result.layers[1]!.log10Product! - Math.log10(8)) < 1e-9);
    assert.equal(result.log10Gain, null);
    assert.equal(result.verdict, 'vanishing');
  });
});
