import assert from 'node:assert/strict';
import { collapse } from '../../../../src/core/flow/collapse';
import { depthFlow } from '../../../../src/core/flow/depthFlow';
import type { Flow } from '../../../../src/core/flow/flow';
import { formulaText } from '../../../../src/core/flow/formula';
import { matrixFlow } from '../../../../src/core/flow/matrixFlow';
import { timeFlow } from '../../../../src/core/flow/timeFlow';
import { growthOfPowers } from '../../../../src/core/growth';
import { identity, scale, zeros } from '../../../../src/core/linalg/matrix';
import { freshLayers } from '../../../../src/core/training/network';
import { gaussian } from '../linalg/matrices';
import { cases } from '../recurrence/cells';

const edge = (flow: Flow, id: string) => {
  const found = flow.edges.find((candidate) => candidate.id === id);
  assert.ok(found, `${id} of ${flow.edges.map((candidate) => candidate.id).join(' ')}`);
  return found;
};
const close = (found: number | null, expected: number) => {
  assert.ok(Math.abs(found! - expected) < 1e-9, `${found}, not ${expected}`);
};

function assertDrawable({ nodes, edges, figures, length }: Flow): void {
  const ids = new Set(nodes.map(({ id }) => id));
  assert.equal(ids.size, nodes.length);
  assert.equal(new Set(edges.map(({ id }) => id)).size, edges.length);
  for (const { from, to } of edges) assert.ok(ids.has(from) && ids.has(to), `${from} ${to}`);
  assert.equal(figures.length, length + 1);
  const reached = new Set(['L']);
  for (const { from, to, direction } of edges.toReversed())
    if (direction === 'backward' && reached.has(from)) reached.add(to);
  assert.equal(reached.size, nodes.length, 'the gradient reaches every node');
}

describe('timeFlow', () => {
  for (const { kind, cell, inputs, v, gradNormByStep, hiddenStates, weightHhGradNorm, steps } of cases) {
    it(`carries torch's figures on its arrows, ${kind}`, () => {
      const flow = timeFlow(cell, inputs, { lossDirection: Float64Array.from(v), room: 8 });
      assertDrawable(flow);
      gradNormByStep.forEach((norm, t) => {
        close(flow.figures[t]!.log10Gradient, Math.log10(norm));
        close(flow.figures[t]!.norm, Math.hypot(...hiddenStates[t]!));
      });
      close(edge(flow, 'h0←h1').log10, Math.log10(gradNormByStep[0]!));
      close(edge(flow, `h${steps - 1}→h${steps}`).log10, Math.log10(Math.hypot(...hiddenStates[steps - 1]!)));
      close(edge(flow, `h${steps}←y`).log10, Math.log10(gradNormByStep[steps]!));
      close(flow.log10Gain, Math.log10(gradNormByStep[0]! / gradNormByStep[steps]!));
      close(flow.weightGradients[0]!.log10, Math.log10(weightHhGradNorm));
      close(
        flow.loss,
        v.reduce((sum, value, i) => sum + value * hiddenStates[steps]![i]!, 0),
      );
      assert.deepEqual(structuredClone(flow), flow);
    });
  }

  it('says what each arrow computes', () => {
    const [tanh, , , lstm] = cases.map(({ cell, inputs }) => timeFlow(cell, inputs, { room: 8 }));
    const text = (flow: Flow, id: string) => formulaText(edge(flow, id).formula);
    assert.equal(text(tanh!, 'h1←h2'), '∂L/∂h_1 = J_2ᵀ ∂L/∂h_2');
    assert.equal(text(tanh!, 'h1→h2'), 'h_2 = φ(W h_1 + U x_2 + b)');
    assert.equal(text(tanh!, 'x2←h2'), '∂L/∂x_2 = (∂h_2/∂x_2)ᵀ ∂L/∂h_2');
    assert.equal(text(tanh!, 'h3←h4…h17'), '∂L/∂h_3 = J_4ᵀ ⋯ J_{17}ᵀ ∂L/∂h_{17}');
    assert.equal(text(tanh!, 'h4…h17←h18'), '∂L/∂h_{17} = J_{18}ᵀ ∂L/∂h_{18}');
    assert.equal(text(tanh!, 'h20←y'), '∂L/∂h_{20} = v ∂L/∂y');
    assert.equal(text(lstm!, 'h1→h2'), 's_2 = LSTM(x_2, s_1)');
    assert.equal(text(lstm!, 'h1←h2'), '∂L/∂s_1 = J_2ᵀ ∂L/∂s_2');
  });
});

describe('matrixFlow', () => {
  it('of a linear network is the power of W on the loss direction', () => {
    const flow = matrixFlow(identity(4, 1.1), { steps: 100, activation: 'identity' });
    close(flow.log10Gain, growthOfPowers(identity(4, 1.1), 100)[99]!);
    assertDrawable(flow);
  });

  it('sees saturation, which depends on the stated variance', () => {
    const w = scale(gaussian(16, 16, 2), 2 / 4);
    const gain = (variance: number) => matrixFlow(w, { steps: 60, inputs: { variance, seed: 3 } }).log10Gain!;
    assert.ok(gain(100) < gain(1e-4) - 5);
    const seeded = matrixFlow(w, { steps: 9, inputWeights: 'gaussian' });
    assert.deepEqual(seeded, matrixFlow(w, { steps: 9, inputWeights: 'gaussian' }));
    assert.notDeepEqual(seeded.figures, matrixFlow(w, { steps: 9 }).figures);
  });

  it('has null where the gradient is exactly zero', () => {
    const flow = matrixFlow(zeros(3), { steps: 4 });
    assert.equal(flow.figures[3]!.log10Gradient, null);
    assert.equal(flow.log10Gain, null);
    assert.equal(edge(flow, 'h0←h1').log10, null);
    assert.equal(edge(flow, 'h0→h1').log10, null);
  });

  it('names what it cannot do, and can be canceled', () => {
    assert.throws(() => matrixFlow(zeros(2, 3), { steps: 4 }), /not square/);
    assert.throws(() => matrixFlow(identity(2), { steps: 0.5 }), /0.5 is not a number of steps/);
    assert.throws(
      () => matrixFlow(identity(2, 9), { steps: 999, activation: 'relu' }),
      /overflows at step 3/,
    );
    const shares: number[] = [];
    matrixFlow(identity(2), { steps: 10 }, (done) => shares.push(done));
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    );
    const cancel = () => {
      throw new Error('canceled');
    };
    assert.throws(() => matrixFlow(identity(2), { steps: 10 }, cancel), /canceled/);
  });
});

describe('depthFlow', () => {
  const layers = freshLayers([10, ...new Array<number>(20).fill(15), 1], { name: 'xavier_normal' }, 1);

  it('shows how a stack of sigmoids vanishes and a residual one does not', () => {
    const plain = depthFlow(layers, { activation: 'sigmoid' });
    assertDrawable(plain);
    assert.ok(plain.log10Gain! < -8);
    assert.ok(depthFlow(layers, { activation: 'sigmoid', residual: true }).log10Gain! > -3);
    assert.equal(plain.weightGradients.length, 42);
    const last = plain.weightGradients.at(-2)!;
    close(last.log10, Math.log10(plain.figures[20]!.norm));
  });

  it('says what each arrow computes', () => {
    const text = (residual: boolean, id: string) =>
      formulaText(edge(depthFlow(layers, { residual }), id).formula);
    assert.equal(text(false, 'h1→h2'), 'h_2 = φ(W_2 h_1 + b_2)');
    assert.equal(text(true, 'h1→h2'), 'h_2 = h_1 + φ(W_2 h_1 + b_2)');
    assert.equal(text(true, 'h0→h1'), 'h_1 = φ(W_1 h_0 + b_1)');
    assert.equal(text(false, 'h20→h21'), 'h_{21} = W_{21} h_{20} + b_{21}');
    assert.equal(text(false, 'h1←h2'), '∂L/∂h_1 = J_2ᵀ ∂L/∂h_2');
    assert.throws(() => depthFlow([]), /at least one layer/);
  });
});

describe('collapse', () => {
  it('keeps both ends', () => {
    assert.deepEqual(collapse(4, 5), [0, 1, 2, 3, 4]);
    assert.deepEqual(collapse(100, 6), [0, 1, 2, { from: 3, to: 98 }, 99, 100]);
    for (let last = 0; last < 40; last++) {
      const places = collapse(last, 9).flatMap((place) =>
        typeof place === 'number'
          ? [place]
          : Array.from({ length: place.to - place.from + 1 }, (_, i) => place.from + i),
      );
      assert.deepEqual(
        places,
        Array.from({ length: last + 1 }, (_, i) => i),
      );
    }
  });
});
