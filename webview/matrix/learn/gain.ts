import * as l10n from '@vscode/l10n';
import type { Thresholds } from '../../../src/core/analysis';
import { explain, outcomeOf } from '../../../src/present/matrix/explanation';
import { capitalize } from '../../../src/present/format';
import { verdictNames, type Judgment, type VerdictName } from '../../../src/core/verdict';
import { mrow, msup, norm, times } from '../../ui/math/build';
import type { MathNode } from '../../ui/math/node';
import { number, numberToThe, powerOfTen } from '../../ui/math/number';
import { places } from './places';
import type { Band, OwnPower, Step } from './step';
import { count, slope, T, W } from './symbols';

/** G = φ′(0)ᵀ‖Wᵀ‖₂, the verdict and the thresholds. */
export function gainStep(own: OwnPower): Step {
  const { model, verdict } = own;
  const { steps, slopeAtRest, log10Gain } = verdict;
  const log10Norm = model.analysis.figures.growth?.at(-1) ?? null;
  const ownSlope = numberToThe(slopeAtRest, count(steps));
  return {
    id: 'gain',
    title: l10n.t('Your gain over your horizon'),
    text: [
      l10n.t('The verdict rests on neither bound but on the gain G itself, computed for your horizon T.'),
      l10n.t(
        'It takes every state at rest. Along real states the slopes differ; the Lyapunov exponents follow them along a trajectory.',
      ),
    ],
    formulas: [mrow('G', '=', times(msup(slope('0'), T), norm(msup(W, T))))],
    own: [mrow('G', '=', ownSlope, '·', powerOfTen(log10Norm), '=', powerOfTen(log10Gain))],
    ownText: [explain(verdict)],
    bands: verdictNames.map((name) => bandOf(name, verdict.name, model.analysis.options.thresholds)),
    places: [places.verdict(), places.lyapunov()],
  };
}

function bandOf(name: VerdictName, verdict: Judgment, thresholds: Thresholds): Band {
  return { range: rangeOf(name, thresholds), name: capitalize(outcomeOf(name)), own: name === verdict };
}

function rangeOf(name: VerdictName, { exploding, growing, fading, vanishing }: Thresholds): MathNode {
  switch (name) {
    case 'exploding':
      return mrow('G', '≥', number(exploding));
    case 'growing':
      return mrow(number(growing), '≤', 'G', '<', number(exploding));
    case 'stable':
      return mrow(number(fading), '<', 'G', '<', number(growing));
    case 'fading':
      return mrow(number(vanishing), '<', 'G', '≤', number(fading));
    case 'vanishing':
      return mrow('G', '≤', number(vanishing));
  }
}
