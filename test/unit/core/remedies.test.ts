import assert from 'node:assert/strict';
import { defaultThresholds, type Analysis } from '../../../src/core/analysis';
import { analyze } from '../../../src/core/analyze';
import { fromRows, type Matrix } from '../../../src/core/linalg/matrix';
import { withGrowth } from '../../../src/core/remedies';
import { remedyText } from '../../../src/present/matrix/remedy';
import type { ActivationName } from '../../../src/core/recurrence/activation';

const analyzed = (w: Matrix, steps = 100, activation: ActivationName = 'tanh'): Analysis =>
  analyze(w, { steps, activation, thresholds: defaultThresholds });
const exploding = fromRows([
  [1.5, 0],
  [0, 0.5],
]);
const vanishing = fromRows([
  [0.9, 0],
  [0, 0.8],
]);
const transient = fromRows([
  [0.5, 10],
  [0, 0.5],
]);

const names = ({ remedies }: Analysis): string[] => remedies.map(({ name }) => name);
const remedy = ({ remedies }: Analysis, name: string) => {
  const found = remedies.find((candidate) => candidate.name === name);
  assert.ok(found, `no ${name}`);
  return found;
};

describe('remedies', () => {
  it('an exploding matrix is clipped first, by the factor that undoes the gain', () => {
    const analysis = analyzed(exploding, 29);
    assert.equal(names(analysis)[0], 'clip-norm');
    const clip = remedy(analysis, 'clip-norm');
    assert.ok(Math.abs(clip.numbers['factor']! * 1.5 ** 29 - 1) < 1e-10);
    assert.equal(clip.numbers['maxGradNorm'], 1);
    assert.match(remedyText(clip).limits, /does not help gradients that vanish/);
  });

  it('clipping is never offered against vanishing', () => {
    assert.ok(!names(analyzed(vanishing)).includes('clip-norm'));
  });

  it('a stable matrix needs nothing', () => {
    assert.deepEqual(
      names(
        analyzed(
          fromRows([
            [0, 1],
            [1, 0],
          ]),
        ),
      ),
      [],
    );
  });

  it('each says what it does not cure', () => {
    for (const w of [exploding, vanishing, transient]) {
      for (const { limits, action } of analyzed(w).remedies.map(remedyText)) {
        assert.ok(limits.length > 20);
        assert.ok(action.length > 20);
      }
    }
  });

  it('rescaling brings the rate to 1, and the curve afterward shows it', () => {
    const analysis = analyzed(vanishing);
    assert.ok(Math.abs(remedy(analysis, 'rescale').numbers['factor']! - 1 / 0.9) < 1e-12);
    const [after] = withGrowth([remedy(analysis, 'rescale')], vanishing, 100);
    assert.ok(Math.abs(after!.growth!.at(-1)!) < 1e-9);
  });

  it('a strongly non-normal matrix is made orthogonal before it is rescaled', () => {
    assert.equal(names(analyzed(transient))[0], 'orthogonal');
  });

  it('the nearest orthogonal matrix keeps the gain at 1 for every k', () => {
    const analysis = analyzed(
      fromRows([
        [0.5, 0.3],
        [-0.1, 0.4],
      ]),
    );
    const [after] = withGrowth(
      [remedy(analysis, 'orthogonal')],
      fromRows([
        [0.5, 0.3],
        [-0.1, 0.4],
      ]),
      50,
    );
    assert.equal(after!.growth!.length, 50);
    for (const log10 of after!.growth!) assert.ok(Math.abs(log10!) < 1e-12);
  });

  it('sigmoid asks for a gain of 4', () => {
    const analysis = analyzed(vanishing, 100, 'sigmoid');
    assert.equal(remedy(analysis, 'orthogonal').numbers['gain'], 4);
    assert.ok(Math.abs(remedy(analysis, 'rescale').numbers['factor']! - 4 / 0.9) < 1e-12);
  });

  it('truncation stops before the gain reaches 10: 1.5^5 = 7.6, 1.5^6 = 11.4', () => {
    assert.equal(remedy(analyzed(exploding, 29), 'shorten-horizon').numbers['steps'], 5);
  });

  it('a defective matrix is rescaled by its gain, for its rate is already 1', () => {
    const jordan = fromRows([
      [1, 1],
      [0, 1],
    ]);
    const analysis = analyzed(jordan);
    const [after] = withGrowth([remedy(analysis, 'rescale')], jordan, 100);
    assert.ok(Math.abs(after!.growth!.at(-1)!) < 1e-9);
  });

  it('a nilpotent matrix cannot be rescaled into passing gradients', () => {
    assert.ok(
      !names(
        analyzed(
          fromRows([
            [0, 0],
            [1, 0],
          ]),
        ),
      ).includes('rescale'),
    );
  });

  it('the forget bias for T steps is ln(T − 1)', () => {
    assert.ok(
      Math.abs(remedy(analyzed(vanishing, 100), 'gated-cell').numbers['forgetBias']! - Math.log(99)) < 1e-12,
    );
  });
});
