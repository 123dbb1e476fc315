import * as l10n from '@vscode/l10n';
import { formatNumber, formatPowerOfTen, formatSteps } from '../format';
import { spreadText } from '../cell/gain';
import type { Figures } from '../../core/analysis';
import type { Flag, Grounds, Judgment, Verdict, VerdictName } from '../../core/verdict';

/** What happens to gradients, as a clause within a sentence. */
export function outcomeOf(name: VerdictName): string {
  switch (name) {
    case 'exploding':
      return l10n.t('gradients explode');
    case 'growing':
      return l10n.t('gradients grow');
    case 'stable':
      return l10n.t('gradients neither vanish nor explode');
    case 'fading':
      return l10n.t('gradients fade');
    case 'vanishing':
      return l10n.t('gradients vanish');
  }
}

/** `‖W^50‖₂`, with the slope's power before it where the activation has one: `0.25^50·‖W^50‖₂`. */
function gainSymbol({ steps, slopeAtRest }: Grounds): string {
  const power = `‖W^${steps}‖₂`;
  return slopeAtRest === 1 ? power : `${formatNumber(slopeAtRest)}^${steps}·${power}`;
}

function rateSymbol({ slopeAtRest }: Grounds): string {
  return slopeAtRest === 1 ? 'ρ' : `${formatNumber(slopeAtRest)}·ρ`;
}

/** Does the shortcut "σ_max > 1 explodes, σ_max < 1 vanishes" come to another end than the gain does? */
function shortcutErrs(name: Judgment, { sigmaMax, slopeAtRest }: Grounds): boolean {
  const step = sigmaMax * slopeAtRest;
  if (step > 1 + 1e-9) return name === 'vanishing' || name === 'fading';
  return false;
}

/** What happens to the gradient over the horizon, and the numbers that say so; both, where rest and driven states differ. */
export function explain(verdict: Verdict): string {
  const { driven, name } = verdict;
  const said = sentenceOf(verdict);
  if (!driven || driven.name === name) return said;
  return l10n.t(
    '{0} That is near rest: driven by inputs of variance 1 the states saturate, and {1} (gain {2}).',
    said,
    outcomeOf(driven.name),
    spreadText(driven.median, driven.low, driven.high),
  );
}

/** The one sentence of a verdict at rest. */
function sentenceOf(verdict: Verdict): string {
  const { name, flags, ...grounds } = verdict;
  const { steps, sigmaMax, log10Gain, rate, maxSlope, peak, zeroFrom } = grounds;
  const sigma = formatNumber(sigmaMax);
  const gain = `${gainSymbol(grounds)} = ${formatPowerOfTen(log10Gain, 2)}`;
  const radius = `${rateSymbol(grounds)} = ${formatNumber(rate)}`;
  const over = formatSteps(steps);
  if (name === 'undetermined') return openGain(grounds);
  const outcome = outcomeOf(name);
  if (zeroFrom === 1) return l10n.t('W is exactly zero, so no gradient reaches back a single step.');
  if (zeroFrom !== null) {
    return l10n.t(
      'W^{0} is exactly zero, so no gradient reaches back {1} or more, although σ_max = {2}.',
      zeroFrom,
      formatSteps(zeroFrom),
      sigma,
    );
  }
  if (flags.includes('defective')) {
    return l10n.t(
      '{0}, so there is no exponential growth, but W is defective and its powers grow polynomially: {1}.',
      radius,
      gain,
    );
  }
  if (flags.includes('undetermined')) {
    return l10n.t(
      'Over {0} {1}: {2}; σ_max = {3}, and float64 cannot tell ρ from 1 for a matrix this far from normal.',
      over,
      outcome,
      gain,
      sigma,
    );
  }
  if (flags.includes('transient') && shortcutErrs(name, grounds)) {
    const top = formatPowerOfTen(peak.log10, 2);
    return name === 'vanishing'
      ? l10n.t(
          'σ_max = {0} is above 1, but {1}: gradients first grow {2}-fold (step {3}), then vanish: {4}.',
          sigma,
          radius,
          top,
          peak.step,
          gain,
        )
      : l10n.t(
          'σ_max = {0} is above 1, but {1}: gradients first grow {2}-fold (step {3}), then fade: {4}.',
          sigma,
          radius,
          top,
          peak.step,
          gain,
        );
  }
  if (shortcutErrs(name, grounds)) {
    return l10n.t(
      'σ_max = {0} is above 1, so the shortcut says "may explode", but {1} and {2}: {3}.',
      sigma,
      radius,
      gain,
      outcome,
    );
  }
  if (name === 'vanishing' && flags.includes('guaranteed')) {
    const bound = maxSlope === 1 ? `σ_max = ${sigma}` : `γ·σ_max = ${formatNumber(maxSlope * sigmaMax)}`;
    return l10n.t('{0} is below 1, so vanishing is guaranteed whatever the data: {1}.', bound, gain);
  }
  // "ρ = 1 is above 1" would be true in the tenth digit and read as nonsense.
  if (formatNumber(rate) === '1') return l10n.t('{0}, and over {1} {2}: {3}.', radius, over, outcome, gain);
  return rate > 1
    ? l10n.t('{0} is above 1, and over {1} {2}: {3}.', radius, over, outcome, gain)
    : l10n.t('{0} is below 1, and over {1} {2}: {3}.', radius, over, outcome, gain);
}

/** What is known of a gain whose interval spans a threshold. */
function openGain({ steps, log10Interval: { low, high } }: Grounds): string {
  return low === null
    ? l10n.t(
        'Over {0} the gain is at most {1}: rounding hides the rest.',
        formatSteps(steps),
        formatPowerOfTen(high, 2),
      )
    : l10n.t(
        'Over {0} the gain is between {1} and {2}: rounding hides the rest.',
        formatSteps(steps),
        formatPowerOfTen(low, 2),
        formatPowerOfTen(high, 2),
      );
}

const digitsOf: Readonly<Record<string, number>> = { 'direct-dd': 32, 'direct-qd': 64, 'direct-mp': 65 };

/** That the gain was computed with more digits than doubles have; `null` where it was not. */
export function precisionNote({ methods: { gain } }: Pick<Figures, 'methods'>): string | null {
  const digits = digitsOf[gain?.method ?? ''];
  if (digits === undefined) return null;
  return digits > 64
    ? l10n.t('Rounding would decide this gain, so it was computed with more than 64 digits.')
    : l10n.t('Rounding would decide this gain, so it was computed with {0} digits.', digits);
}

/** One sentence a flag, in the order of the flags. */
export const notesOf = (verdict: Verdict): string[] => verdict.flags.map((flag) => noteOf(flag, verdict));

function noteOf(flag: Flag, grounds: Grounds): string {
  const { sigmaMax, maxSlope, peak, spectralRadius, zeroFrom, slopeAtRest } = grounds;
  switch (flag) {
    case 'transient':
      return l10n.t(
        'Transient: the gain peaks at {0} at step {1}, because W is not normal.',
        formatPowerOfTen(peak.log10, 2),
        peak.step,
      );
    case 'guaranteed':
      return l10n.t(
        'Guaranteed: γ·σ_max = {0} < 1 bounds every step, whatever the data.',
        formatNumber(maxSlope * sigmaMax),
      );
    case 'defective':
      return l10n.t(
        'Defective: an eigenvalue of modulus near 1 has too few eigenvectors, so the powers grow like a power of k.',
      );
    case 'nilpotent':
      return l10n.t('Nilpotent: no gradient at all after {0}.', formatSteps(zeroFrom ?? 0));
    case 'undetermined':
      return l10n.t(
        'Undetermined: with rounding, {0} can be anywhere from {1} to {2}; rely on the gain over the horizon, not on the rate.',
        rateSymbol(grounds),
        formatNumber(slopeAtRest * spectralRadius.lower),
        formatNumber(slopeAtRest * spectralRadius.upper),
      );
  }
}
