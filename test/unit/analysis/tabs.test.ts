import assert from 'node:assert/strict';
import { fromRows } from '../../../src/core/linalg/matrix';
import { CancellationError } from '../../../src/shared/rpc';
import { parseDepthAgainstTime } from '../../../src/shared/depthAgainstTime';
import { parseFlow } from '../../../src/shared/flow';
import { parseLyapunov } from '../../../src/shared/lyapunov';
import { depthAgainstTimeOf } from '../../../src/analysis/matrix/depthAgainstTime';
import { flowOf } from '../../../src/analysis/matrix/flow';
import { lyapunovOf } from '../../../src/analysis/matrix/lyapunov';

const article = fromRows([
  [1.5, 0],
  [0, 0.5],
]);
const wide = fromRows([[1, 2, 3]]);
const linear = { activation: 'identity' } as const;
const cancel = (): never => {
  throw new CancellationError('canceled');
};

describe('flow in the worker', () => {
  it('over time: W at every step, so the gradient grows as the largest entry', () => {
    const { axis, length, log10Gain } = flowOf(article, parseFlow({ ...linear, steps: 29 }));
    assert.deepEqual([axis, length], ['time', 29]);
    assert.ok(Math.abs(log10Gain! - 29 * Math.log10(1.5)) < 1);
  });

  it('over depth: W at every layer, with and without the way around it', () => {
    const depth = parseFlow({ ...linear, axis: 'depth', layers: 10 });
    const plain = flowOf(article, depth);
    assert.equal(plain.length, 10);
    const { log10Gain } = flowOf(article, { ...depth, residual: true });
    assert.ok(log10Gain! - plain.log10Gain! > 10 * Math.log10(2.5 / 1.5) - 0.5);
  });

  it('over depth: the article’s network and drawn layers of any width', () => {
    const sizes = flowOf(article, parseFlow({ axis: 'depth', weights: 'article' }));
    assert.equal(sizes.length, 3);
    const drawn = flowOf(
      wide,
      parseFlow({ axis: 'depth', weights: 'orthogonal', width: 7, layers: 5, ...linear }),
    );
    assert.ok(Math.abs(drawn.log10Gain!) < 1e-12);
  });

  it('says what does not work, and stops when canceled', () => {
    assert.throws(() => flowOf(wide, parseFlow({ axis: 'depth' })), /1 × 3 matrix cannot follow itself/);
    assert.throws(() => flowOf(wide, parseFlow({})), RangeError);
    assert.throws(() => flowOf(article, parseFlow({}), cancel), CancellationError);
  });

  it('keeps within its bounds whatever it is sent', () => {
    const { steps, variance, weights, room } = parseFlow({
      steps: 1e9,
      variance: -1,
      weights: 'x',
      room: NaN,
    });
    assert.deepEqual(
      { steps, variance, weights, room },
      { steps: 100, variance: 1, weights: 'matrix', room: 9 },
    );
  });
});

describe('Lyapunov spectrum in the worker', () => {
  it('of a linear cell: the logarithms of the moduli, settling with T', () => {
    const { exponents, convergence } = lyapunovOf(article, parseLyapunov({ ...linear, steps: 1024 }));
    assert.ok(Math.abs(exponents[0]! - Math.log(1.5)) < 1e-2);
    assert.ok(Math.abs(exponents[1]! - Math.log(0.5)) < 1e-2);
    assert.deepEqual(
      convergence.map(({ steps }) => steps),
      [4, 8, 16, 32, 64, 128, 256, 512, 1024],
    );
    assert.equal(convergence.at(-1)!.largest, exponents[0]);
  });

  it('sees saturation, which the linear rate does not', () => {
    const strong = fromRows([[3]]);
    const at = (variance: number) =>
      lyapunovOf(strong, parseLyapunov({ activation: 'tanh', variance })).exponents[0]!;
    assert.ok(Math.abs(at(0) - Math.log(3)) < 1e-12);
    assert.ok(at(1) < 0);
  });

  it('has no figure for a direction that dies in one step', () => {
    const { exponents } = lyapunovOf(fromRows([[0]]), parseLyapunov({ ...linear, steps: 1 }));
    assert.deepEqual(exponents, [null]);
  });

  it('says what does not work, and stops when canceled', () => {
    assert.throws(() => lyapunovOf(wide, parseLyapunov({})), RangeError);
    assert.throws(() => lyapunovOf(article, parseLyapunov({}), cancel), CancellationError);
  });
});

describe('depth against time in the worker', () => {
  it('takes the slope at rest of the activation', () => {
    const at = (activation: 'identity' | 'sigmoid') =>
      depthAgainstTimeOf(article, parseDepthAgainstTime({ activation, steps: 10 })).growth.shared.plain
        .median[9]!;
    assert.ok(Math.abs(at('identity') - at('sigmoid') - 10 * Math.log10(4)) < 1e-9);
  });

  it('draws matrices of the panel’s size', () => {
    const { growth } = depthAgainstTimeOf(
      article,
      parseDepthAgainstTime({ matrices: 'orthogonal', steps: 20, ...linear }),
    );
    for (const value of growth.independent.plain.median) assert.ok(Math.abs(value!) < 1e-12);
  });

  it('says what does not work, and stops when canceled', () => {
    assert.throws(() => depthAgainstTimeOf(wide, parseDepthAgainstTime({})), RangeError);
    assert.throws(() => depthAgainstTimeOf(article, parseDepthAgainstTime({}), cancel), CancellationError);
  });
});
