import * as l10n from '@vscode/l10n';
import { conventionalMaxGradNorm } from '../../../src/core/remedies';
import { remedyText } from '../../../src/present/matrix/remedy';
import {
  applied,
  derivative,
  fenced,
  mfrac,
  mi,
  mrow,
  msub,
  msup,
  norm,
  times,
  transposed,
} from '../../ui/math/build';
import type { MathNode } from '../../ui/math/node';
import { number, powerOfTen } from '../../ui/math/number';
import { places } from './places';
import type { OwnPower, Step } from './step';
import { before, count, k, slope, W } from './symbols';

const length = (x: MathNode): MathNode => fenced('‖', '‖', x);
const g = mi('g');
const f = (index: MathNode | string): MathNode => msub('f', index);

/** Clipping, orthogonal matrices and gates, with this matrix's figures ([Pascanu2013] §4). */
export function remedyStep(own: OwnPower): Step {
  const { model } = own;
  const { remedies } = model.analysis;
  const c = (index: MathNode | string): MathNode => msub('c', index);
  return {
    id: 'remedies',
    title: l10n.t('What helps'),
    text: [
      l10n.t(
        'Clipping at a norm θ shortens a long gradient and keeps its direction; it cannot bring back what has vanished.',
      ),
      l10n.t(
        'An orthogonal matrix, or the identity, divided by φ′(0) makes the gain of every step at rest 1.',
      ),
      l10n.t('A gate gives the memory c a path of its own: the forget gate f multiplies it instead of W.'),
    ],
    formulas: [
      mrow(g, '←', g, '·', applied('min', '1', ',', mfrac('θ', length(g)))),
      mrow(
        times(transposed('Q'), 'Q'),
        '=',
        'I',
        ',',
        W,
        '=',
        mfrac('Q', slope('0')),
        '⇒',
        times(msup(slope('0'), k), norm(msup(W, k))),
        '=',
        '1',
      ),
      mrow(
        c('t'),
        '=',
        f('t'),
        '⊙',
        c(before('t')),
        '+',
        msub('i', 't'),
        '⊙',
        msub('g', 't'),
        '⇒',
        derivative(c('t'), c(before('t'))),
        '=',
        applied('diag', f('t')),
        '+',
        '⋯',
      ),
    ],
    own: [clipping(own), ...reshaping(own), gate(own)],
    ownText:
      remedies.length === 0
        ? [l10n.t('Over this horizon W needs no remedy.')]
        : [
            l10n.t('The first row is for a gradient that comes back G times as long, and the usual θ = 1.'),
            ...remedies.map((remedy) => remedyText(remedy).action),
          ],
    places: [places.remedies()],
  };
}

/** What clipping leaves of a gradient of length G. */
function clipping({ verdict: { log10Gain } }: OwnPower): MathNode {
  const theta = number(conventionalMaxGradNorm);
  const factor = log10Gain === null ? 0 : Math.min(0, Math.log10(conventionalMaxGradNorm) - log10Gain);
  return mrow(applied('min', '1', ',', mfrac(theta, powerOfTen(log10Gain))), '=', powerOfTen(factor));
}

/** The factors that the remedies give W. */
function reshaping({ model }: OwnPower): MathNode[] {
  return model.analysis.remedies.flatMap(({ name, numbers }) => {
    const { factor, gain } = numbers;
    if (name === 'rescale' && factor !== undefined) return [mrow(W, '←', number(factor, 4), '·', W)];
    if (name === 'orthogonal' && gain !== undefined)
      return [
        mrow(
          W,
          '←',
          ...(gain === 1 ? [] : [number(gain), '·']),
          times('U', transposed('V')),
          ',',
          W,
          '=',
          times('U', 'Σ', transposed('V')),
        ),
      ];
    return [];
  });
}

/** What a forget gate opened for a memory of T steps keeps: f = σ(ln(T − 1)) = (T − 1)/T [Tallec2018]. */
function gate({ verdict: { steps } }: OwnPower): MathNode {
  const opened = 1 / (1 + 1 / Math.max(steps - 1, 1));
  return mrow(
    'f',
    '=',
    applied('σ', applied('ln', mrow('T', '−', '1'))),
    '=',
    mfrac(count(Math.max(steps - 1, 1)), count(Math.max(steps, 2))),
    '⇒',
    msup('f', count(steps)),
    '=',
    powerOfTen(steps * Math.log10(opened)),
  );
}
