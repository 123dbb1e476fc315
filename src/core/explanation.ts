import { formatNumber, formatPowerOfTen, formatSteps } from './format';
import type { Flag, Grounds, VerdictName } from './verdict';

const outcomes: Readonly<Record<VerdictName, string>> = {
  exploding: 'gradients explode',
  growing: 'gradients grow',
  stable: 'gradients neither vanish nor explode',
  fading: 'gradients fade',
  vanishing: 'gradients vanish',
};

/** `‖W^50‖₂`, with the slope's power before it where the activation has one: `0.25^50·‖W^50‖₂`. */
function gainSymbol({ steps, slopeAtRest }: Grounds): string {
  const power = `‖W^${steps}‖₂`;
  return slopeAtRest === 1 ? power : `${formatNumber(slopeAtRest)}^${steps}·${power}`;
}

function rateSymbol({ slopeAtRest }: Grounds): string {
  return slopeAtRest === 1 ? 'ρ' : `${formatNumber(slopeAtRest)}·ρ`;
}

/** Does the shortcut "σ_max > 1 explodes, σ_max < 1 vanishes" come to another end than the gain does? */
function shortcutErrs(name: VerdictName, { sigmaMax, slopeAtRest }: Grounds): boolean {
  const step = sigmaMax * slopeAtRest;
  if (step > 1 + 1e-9) return name === 'vanishing' || name === 'fading';
  return false;
}

/** The one sentence of a verdict: what happens to the gradient over the horizon, and the numbers that say so. */
export function explain(name: VerdictName, flags: readonly Flag[], grounds: Grounds): string {
  const { steps, sigmaMax, log10Gain, rate, maxSlope, peak, zeroFrom } = grounds;
  const sigma = formatNumber(sigmaMax);
  const gain = `${gainSymbol(grounds)} = ${formatPowerOfTen(log10Gain, 2)}`;
  const radius = `${rateSymbol(grounds)} = ${formatNumber(rate)}`;
  if (zeroFrom !== null) {
    return `W^${zeroFrom} is exactly zero, so no gradient at all reaches back ${formatSteps(zeroFrom)} or more, although σ_max = ${sigma}.`;
  }
  if (flags.includes('defective')) {
    return `${radius}, so there is no exponential growth, but W is defective and its powers grow polynomially: ${gain}.`;
  }
  if (flags.includes('undetermined')) {
    return `Over ${formatSteps(steps)} ${outcomes[name]}: ${gain}; σ_max = ${sigma}, and float64 cannot tell ρ from 1 for a matrix this far from normal.`;
  }
  if (flags.includes('transient') && shortcutErrs(name, grounds)) {
    return `σ_max = ${sigma} is above 1, but ${radius}: gradients first grow ${formatPowerOfTen(peak.log10, 2)}-fold (step ${peak.step}), then ${outcomes[name].replace('gradients ', '')}: ${gain}.`;
  }
  if (shortcutErrs(name, grounds)) {
    return `σ_max = ${sigma} is above 1, so the shortcut says "may explode", but ${radius} and ${gain}: ${outcomes[name]}.`;
  }
  if (name === 'vanishing' && flags.includes('guaranteed')) {
    const bound = maxSlope === 1 ? `σ_max = ${sigma}` : `γ·σ_max = ${formatNumber(maxSlope * sigmaMax)}`;
    return `${bound} is below 1, so vanishing is guaranteed whatever the data: ${gain}.`;
  }
  // "ρ = 1 is above 1" would be true in the tenth digit and read as nonsense.
  const cause = formatNumber(rate) === '1' ? '' : rate > 1 ? ' is above 1' : ' is below 1';
  return `${radius}${cause}, and over ${formatSteps(steps)} ${outcomes[name]}: ${gain}.`;
}

/** The sentence of a flag. */
export function noteOf(flag: Flag, grounds: Grounds): string {
  const { sigmaMax, maxSlope, peak, spectralRadius, zeroFrom, slopeAtRest } = grounds;
  switch (flag) {
    case 'transient':
      return `Transient: the gain peaks at ${formatPowerOfTen(peak.log10, 2)} at step ${peak.step}, because W is not normal.`;
    case 'guaranteed':
      return `Guaranteed: γ·σ_max = ${formatNumber(maxSlope * sigmaMax)} < 1 bounds every step, whatever the data.`;
    case 'defective':
      return 'Defective: an eigenvalue of modulus near 1 has too few eigenvectors, so the powers grow like a power of k.';
    case 'nilpotent':
      return `Nilpotent: no gradient at all after ${formatSteps(zeroFrom ?? 0)}.`;
    case 'undetermined':
      return `Undetermined: rounding lets ${slopeAtRest === 1 ? 'ρ' : `${formatNumber(slopeAtRest)}·ρ`} lie anywhere from ${formatNumber(slopeAtRest * spectralRadius.lower)} to ${formatNumber(slopeAtRest * spectralRadius.upper)}; rely on the gain over the horizon, not on the rate.`;
  }
}
