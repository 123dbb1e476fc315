import * as l10n from '@vscode/l10n';
import { applied, derivative, mrow, msub, munderover, times, transposed } from '../../ui/math/build';
import type { MathNode, MathPart } from '../../ui/math/node';
import { places } from './places';
import type { OwnPower, Step } from './step';
import { activated, before, count, h, ownMatrix, preactivation, T, W } from './symbols';

const x = msub('x', 't');

/** h_t = φ(W h_{t−1} + U x_t + b). */
export function recurrenceStep(own: OwnPower): Step {
  return {
    id: 'recurrence',
    title: l10n.t('The same W at every step'),
    text: [
      l10n.t(
        'A recurrent network makes each state from the one before it and an input, always with the same W.',
      ),
    ],
    formulas: [mrow(h('t'), '=', applied('φ', preactivation(W, h(before('t')), x)))],
    own: [mrow(h('t'), '=', activated(own, preactivation(ownMatrix(own), h(before('t')), x)))],
    ownText: [],
    places: [places.flow()],
  };
}

/** ∂L/∂h_0 by the chain rule through time. */
export function chainStep({ verdict: { steps } }: OwnPower): Step {
  const sum = (): MathNode => munderover('∑', mrow('t', '=', '1'), T);
  const last = l10n.t(
    'Over {0} steps the gradient of the last loss passes {0} such factors on its way back to the start.',
    steps,
  );
  return {
    id: 'chain',
    title: l10n.t('The chain rule through time'),
    text: [
      l10n.t(
        'The loss is a sum over the steps, and each of its terms depends on the first state through all the states between.',
      ),
      l10n.t('So its gradient is a sum of products, one factor per step; ⊤ is the transpose.'),
    ],
    formulas: [
      mrow('L', '=', sum(), applied(msub('ℓ', 't'), h('t'))),
      mrow(
        derivative('L', h('0')),
        '=',
        sum(),
        times(transposed(mrow('(', derivative(h('t'), h('0')), ')')), derivative(msub('ℓ', 't'), h('t'))),
      ),
    ],
    own: [mrow(derivative(h(count(steps)), h('0')), '=', factors(steps))],
    ownText: [steps === 1 ? l10n.t('Over one step there is a single factor.') : last],
    places: [places.flowOverTime()],
  };
}

/** The Jacobians from the last step to the first; of many the two at each end. */
function factors(steps: number): MathNode {
  const factor = (t: number): MathPart => derivative(h(count(t)), h(count(t - 1)));
  if (steps <= 4) return times(...Array.from({ length: steps }, (_, i) => factor(steps - i)));
  return times(factor(steps), factor(steps - 1), '⋯', factor(2), factor(1));
}
