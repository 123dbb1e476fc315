import * as l10n from '@vscode/l10n';
import {
  formatNumber,
  formatPowerOfTen,
  formatRadiusInterval,
  formatSteps,
} from '../../../src/present/format';
import { applied, fenced, mrow, msub, msup, munder, norm, times } from '../../ui/math/build';
import type { MathNode } from '../../ui/math/node';
import { number, numberToThe, powerOfTen } from '../../ui/math/number';
import { places } from './places';
import type { OwnPower, Step } from './step';
import { count, k, slope, T, W } from './symbols';

const sigmaMax = msub('σ', 'max');
const inverse = msup('V', mrow('−', '1'));
const radius = applied('ρ', W);

/** W = VΛV⁻¹ and Gelfand's formula ‖Wᵏ‖^{1/k} → ρ. */
export function eigenvalueStep({ model, verdict }: OwnPower): Step {
  const { steps, spectralRadius, rate } = verdict;
  const log10Norm = model.analysis.figures.growth?.at(-1) ?? null;
  const interval = formatRadiusInterval(spectralRadius);
  const { value } = spectralRadius;
  return {
    id: 'eigenvalues',
    title: l10n.t('In the long run: the eigenvalues'),
    text: [
      l10n.t(
        'In the directions of its eigenvectors, the columns of V, W only multiplies by its eigenvalues λ, and so a power of W by their powers. The largest |λ| is the spectral radius ρ; it wins in the end.',
      ),
      l10n.t('Gelfand’s formula says the same of every matrix, even of one with too few eigenvectors.'),
    ],
    formulas: [
      mrow(W, '=', times('V', 'Λ', inverse), '⇒', msup(W, T), '=', times('V', msup('Λ', T), inverse)),
      mrow(
        munder('lim', mrow(k, '→', '∞')),
        msup(norm(msup(W, k)), mrow('1', '/', k)),
        '=',
        radius,
        '=',
        munder('max', 'i'),
        fenced('|', '|', msub('λ', 'i')),
      ),
    ],
    own: [
      mrow(radius, '=', number(value)),
      mrow(msup(radius, T), '=', numberToThe(value, count(steps)), '=', power(value, steps)),
      mrow(
        msup(norm(msup(W, count(steps))), mrow('1', '/', count(steps))),
        '=',
        powerOfTen(log10Norm === null ? null : log10Norm / steps),
      ),
    ],
    ownText: [
      interval === null
        ? rateSentence(rate)
        : l10n.t(
            'With rounding, ρ can be anywhere in {0}, so rely on the gain further below, not on ρ.',
            interval,
          ),
    ],
    places: [places.eigenvalues()],
  };
}

function rateSentence(rate: number): string {
  const text = formatNumber(rate);
  if (text === '1')
    return l10n.t('φ′(0)·ρ is 1: in the long run gradients neither grow nor fade exponentially.');
  return rate > 1
    ? l10n.t('φ′(0)·ρ = {0} is above 1: in the long run gradients grow by this factor at every step.', text)
    : l10n.t('φ′(0)·ρ = {0} is below 1: in the long run gradients fade by this factor at every step.', text);
}

/** ρᵏ ≤ ‖Wᵏ‖ ≤ σ_maxᵏ, and the transient of a matrix that is not normal [Trefethen2005]. */
export function singularValueStep(own: OwnPower): Step {
  const { model, verdict } = own;
  const { steps, peak, spectralRadius, slopeAtRest } = verdict;
  const log10Norm = model.analysis.figures.growth?.at(-1) ?? null;
  const sigma = verdict.sigmaMax;
  // A ρ that rounding leaves open bounds nothing but from below.
  const least = formatRadiusInterval(spectralRadius) === null ? spectralRadius.value : spectralRadius.lower;
  const gain = slopeAtRest === 1 ? norm(msup(W, k)) : times(msup(slope('0'), k), norm(msup(W, k)));
  return {
    id: 'singular-values',
    title: l10n.t('On the way: the singular values'),
    text: [
      l10n.t(
        'The largest singular value σ_max is the most that one step can stretch any direction, so k steps stretch at most by its k-th power.',
      ),
      l10n.t(
        'But the direction that one step stretches most need not be the one that the next step stretches: σ_max > 1 is necessary for an explosion, not sufficient. A matrix that is not normal can grow for a while and vanish in the end.',
      ),
    ],
    formulas: [mrow(msup(radius, k), '≤', norm(msup(W, k)), '≤', msup(sigmaMax, k))],
    own: [
      mrow(sigmaMax, '=', number(sigma)),
      mrow(
        numberToThe(least, count(steps)),
        '≤',
        norm(msup(W, count(steps))),
        '≤',
        numberToThe(sigma, count(steps)),
      ),
      mrow(power(least, steps), '≤', powerOfTen(log10Norm), '≤', power(sigma, steps)),
      mrow(
        munder('max', mrow(k, '≤', count(steps))),
        gain,
        '=',
        powerOfTen(peak.log10),
        ',',
        mrow(k, '=', count(peak.step)),
      ),
    ],
    ownText: [stretchSentence(own)],
    places: [places.singularValues(), places.growth()],
  };
}

/** valueᵀ, also where that over- or underflows. */
const power = (value: number, steps: number): MathNode =>
  powerOfTen(value === 0 ? null : steps * Math.log10(value));

/** What σ_max and ρ come to together. */
function stretchSentence({ model, verdict }: OwnPower): string {
  const { sigmaMax: sigma, spectralRadius, flags, peak, log10Gain, steps } = verdict;
  const { henrici } = model.analysis.figures;
  if (flags.includes('transient'))
    return l10n.t(
      'This W is not normal: gradients first grow to {0} at step {1}, and come to {2} after {3}.',
      formatPowerOfTen(peak.log10),
      peak.step,
      formatPowerOfTen(log10Gain),
      formatSteps(steps),
    );
  if (sigma <= 1) return l10n.t('σ_max = {0} is not above 1: no power of W can grow.', formatNumber(sigma));
  if (henrici !== null && henrici <= 1e-9 * sigma)
    return l10n.t('This W is normal: σ_max and ρ are one and the same, and the bounds are reached.');
  return l10n.t(
    'σ_max = {0} is above 1 and ρ = {1}: the truth lies between their powers.',
    formatNumber(sigma),
    formatNumber(spectralRadius.value),
  );
}
