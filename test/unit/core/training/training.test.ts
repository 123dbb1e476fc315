import assert from 'node:assert/strict';
import { fromRows, type Matrix } from '../../../../src/core/linalg/matrix';
import { frobeniusNorm } from '../../../../src/core/linalg/vector';
import { activationNames } from '../../../../src/core/recurrence/activation';
import { clip } from '../../../../src/core/training/clipping';
import { gaussianData } from '../../../../src/core/training/data';
import { lossGradient } from '../../../../src/core/training/gradients';
import { layerVerdicts } from '../../../../src/core/training/layerVerdicts';
import { freshLayers, type Layer } from '../../../../src/core/training/network';
import { Training } from '../../../../src/core/training/training';
import torch from '../../../fixtures/simple_network.json';

const layer = (weight: number[][], bias: number[]): Layer => ({
  weight: fromRows(weight),
  bias: Float64Array.from(bias),
});
const { initial } = torch;
const start = [
  layer(initial['fc1.weight'], initial['fc1.bias']),
  layer(initial['fc2.weight'], initial['fc2.bias']),
  layer(initial['fc3.weight'], initial['fc3.bias']),
];
const data = { x: fromRows(torch.X), y: fromRows(torch.y) };
const steps = (training: Training, epochs: number) => Array.from({ length: epochs }, () => training.step());

describe('Training', () => {
  it("has torch's losses and gradient norms over 100 epochs of the article's network", () => {
    const run = steps(new Training(start, data, { learningRate: torch.learningRate }), 100);
    const close = (found: number, expected: number) => Math.abs(found / expected - 1) < 1e-9;
    run.forEach(({ epoch, loss, gradNorms }, i) => {
      assert.equal(epoch, i + 1);
      assert.ok(close(loss, torch.losses[i]!), `loss of epoch ${epoch}`);
      assert.deepEqual(Object.keys(gradNorms), Object.keys(torch.gradNorms));
      for (const [name, norms] of Object.entries(torch.gradNorms))
        assert.ok(close(gradNorms[name]!, norms[i]!), `${name} in epoch ${epoch}`);
    });
  });

  it('has the gradients that differences find, whatever the activation', () => {
    const small = gaussianData(5, 3, 2, 1);
    const layers = freshLayers([3, 4, 2], { name: 'normal', scale: 0.7 }, 2);
    const moved = (l: number, part: 'weight' | 'bias', i: number, by: number): Layer[] =>
      layers.map((entry, index) => {
        if (index !== l) return entry;
        const change = (from: Float64Array) => from.with(i, from[i]! + by);
        return part === 'bias'
          ? { ...entry, bias: change(entry.bias) }
          : { ...entry, weight: { ...entry.weight, data: change(entry.weight.data) } };
      });
    for (const name of activationNames) {
      const found = lossGradient(layers, name, small).layers;
      const probe = (l: number, part: 'weight' | 'bias', i: number): void => {
        const h = 1e-6;
        const at = (by: number) => lossGradient(moved(l, part, i, by), name, small).loss;
        const expected = (at(h) - at(-h)) / (2 * h);
        const entry = part === 'bias' ? found[l]!.bias[i]! : found[l]!.weight.data[i]!;
        assert.ok(Math.abs(entry - expected) < 1e-7, `${name}, layer ${l}, ${part} ${i}`);
      };
      for (const l of [0, 1]) for (const i of [0, 1]) for (const part of ['weight', 'bias'] as const) probe(l, part, i); // prettier-ignore
    }
  });

  it('clips by the global norm, and says when', () => {
    const threshold = 0.5;
    const clipping = { kind: 'norm', threshold } as const;
    const training = new Training(start, data, { learningRate: 1, clipping });
    const before = training.layers;
    const first = training.step();
    assert.equal(first.clipped, true);
    assert.ok(first.totalNorm > threshold);
    const moves = training.layers.flatMap(({ weight, bias }, l) => [
      frobeniusNorm(difference(weight, before[l]!.weight)),
      frobeniusNorm(bias.map((value, i) => value - before[l]!.bias[i]!)),
    ]);
    assert.ok(Math.abs(Math.hypot(...moves) - threshold) < 1e-12);
    assert.ok(Math.abs(moves[0]! / first.gradNorms['fc1.weight']! - threshold / first.totalNorm) < 1e-12);
    assert.equal(steps(new Training(start, data, { clipping }), 100).at(-1)!.clipped, false);
  });

  it('clips by value', () => {
    const [gradients] = [[Float64Array.of(3, -0.5), Float64Array.of(-4)]];
    const byValue = clip(gradients, { kind: 'value', threshold: 2 });
    assert.deepEqual(byValue.gradients, [Float64Array.of(2, -0.5), Float64Array.of(-2)]);
    assert.equal(byValue.totalNorm, Math.hypot(3, 0.5, 4));
    assert.equal(clip(gradients, { kind: 'value', threshold: 4 }).clipped, false);
    assert.throws(() => clip(gradients, { kind: 'norm', threshold: 0 }), /0 is not a threshold/);
  });

  it('shows a run that diverges as what it is', () => {
    const layers = freshLayers([10, 20, 1], { name: 'he_normal' }, 1);
    const run = steps(new Training(layers, gaussianData(50, 10, 1, 2), { activation: 'relu', learningRate: 100 }), 60); // prettier-ignore
    assert.ok(!Number.isFinite(run.at(-1)!.loss));
  });

  it('leaves the weights alone when it is canceled', () => {
    const training = new Training(start, data);
    const cancel = () => {
      throw new Error('canceled');
    };
    assert.throws(() => training.step(cancel), /canceled/);
    assert.equal(training.layers, start);
    assert.equal(training.step().epoch, 1);
  });

  it('names what does not fit', () => {
    assert.throws(() => new Training([], data), /at least one layer/);
    assert.throws(
      () => new Training([start[0]!, start[2]!], data),
      /fc2.weight is 1×10, it should have 20 columns/,
    );
    assert.throws(() => new Training([{ ...start[0]!, bias: new Float64Array(3) }], data), /fc1.bias has 3 entries, it should have 20/); // prettier-ignore
    assert.throws(
      () => new Training(start, { ...data, x: fromRows([[1, 2]]) }),
      /X is 1×2, it should have 10 columns/,
    );
    assert.throws(() => new Training(start, { ...data, y: fromRows([[1]]) }), /y is 1×1, it should be 100×1/);
    const x = { ...data.x, data: data.x.data.with(13, Infinity) };
    assert.throws(() => new Training(start, { ...data, x }), /X: entry \[1, 3\] is Infinity/);
    assert.throws(() => freshLayers([10], { name: 'normal' }, 1), /has no layer/);
    assert.throws(() => freshLayers([10, 2.5], { name: 'normal' }, 1), /2.5 is not a layer's width/);
  });
});

describe('layerVerdicts', () => {
  it('judge each layer by its share of the last', () => {
    const first = new Training(start, data).step();
    const verdicts = layerVerdicts(first.gradNorms);
    assert.deepEqual(verdicts.map(({ layer, verdict }) => [layer, verdict]), [
      ['fc1', 'fading'], ['fc2', 'stable'], ['fc3', 'stable'],
    ]); // prettier-ignore
    assert.ok(
      Math.abs(verdicts[0]!.ratio - torch.gradNorms['fc1.weight'][0]! / torch.gradNorms['fc3.weight'][0]!) <
        1e-9,
    );
    const of = (norm: number, last: number) => layerVerdicts({ 'fc1.weight': norm, 'fc1.bias': 1, 'fc2.weight': last })[0]!; // prettier-ignore
    assert.equal(of(1e-5, 1).verdict, 'vanishing');
    assert.equal(of(0, 1).verdict, 'vanishing');
    assert.equal(of(5000, 1).verdict, 'exploding');
    assert.equal(of(NaN, 1).verdict, null);
    assert.equal(of(0, 0).ratio, 1);
  });

  it('deep sigmoid networks vanish, deep relu networks with He weights do not', () => {
    const widths = [10, ...new Array<number>(9).fill(30), 1];
    const firstOf = (activation: 'sigmoid' | 'relu', name: 'xavier_uniform' | 'he_normal') => {
      const training = new Training(freshLayers(widths, { name }, 4), gaussianData(60, 10, 1, 5), {
        activation,
      });
      return layerVerdicts(training.step().gradNorms)[0]!;
    };
    assert.equal(firstOf('sigmoid', 'xavier_uniform').verdict, 'vanishing');
    assert.equal(firstOf('relu', 'he_normal').verdict, 'stable');
  });
});

const difference = (a: Matrix, b: Matrix): Float64Array => a.data.map((value, i) => value - b.data[i]!);
