import * as l10n from '@vscode/l10n';
import type { Analysis } from '../../src/core/analysis';
import { activation } from '../../src/core/recurrence/activation';
import type { Verdict } from '../../src/core/verdict';
import { formatNumber, formatPowerOfTen, formatRadiusInterval, formatSteps } from '../../src/present/format';
import { lifeOf } from '../../src/present/matrix/life';

/** A key figure: its name, its value as read and in full precision, and what it settles. */
export interface Figure {
  readonly id: string;
  readonly term: string;
  readonly text: string;
  /** Full precision; a log10 where the value itself may overflow. */
  readonly exact: string;
  readonly meaning: string;
}

/** A figure whose value is a plain number. */
export function plainFigure(id: string, term: string, value: number, text: string, meaning: string): Figure {
  return { id, term, text, exact: String(value), meaning };
}

/** A gain in full precision, which may overflow; `null` is an exact zero. */
export function exactLog10(log10: number | null): string {
  return log10 === null ? '0' : `log10 = ${log10}`;
}

/** The key figures of the verdict card, or the fewer of a matrix without powers. */
export function keyFigures({ figures, options, verdict }: Analysis): Figure[] {
  const { sigmaMax, singularValues } = figures;
  const meaning = l10n.t('largest gain of one step');
  const sigma = plainFigure('sigmaMax', 'σ_max', sigmaMax, formatNumber(sigmaMax), meaning);
  if (!verdict) {
    const { slopeAtRest } = activation(options.activation);
    const smallest = singularValues.at(-1) ?? 0;
    const gain = slopeAtRest * sigmaMax;
    const atMost =
      slopeAtRest === 1 ? l10n.t('at most') : l10n.t('at most, with φ′(0) = {0}', formatNumber(slopeAtRest));
    return [
      sigma,
      plainFigure('oneStepGain', l10n.t('Gain of one step'), gain, formatNumber(gain), atMost),
      plainFigure('sigmaMin', 'σ_min', smallest, formatNumber(smallest), l10n.t('smallest gain of one step')),
    ];
  }
  return [
    gain(verdict),
    sigma,
    radius(verdict),
    halfLife(verdict),
    peak(verdict),
    henriciFigure(figures.henrici),
  ];
}

function gain({ steps, log10Gain }: Verdict): Figure {
  return {
    id: 'gain',
    term: l10n.t('Gain over {0}', formatSteps(steps)),
    text: formatPowerOfTen(log10Gain),
    exact: exactLog10(log10Gain),
    meaning: l10n.t('sets the verdict'),
  };
}

function radius({ spectralRadius, slopeAtRest, rate }: Verdict): Figure {
  const interval = formatRadiusInterval(spectralRadius);
  const perStep =
    slopeAtRest === 1 ? l10n.t('rate per step') : l10n.t('rate per step φ′(0)·ρ = {0}', formatNumber(rate));
  return {
    id: 'spectralRadius',
    term: 'ρ',
    text: formatNumber(spectralRadius.value),
    exact: String(spectralRadius.value),
    meaning: interval === null ? perStep : l10n.t('somewhere in {0}; {1}', interval, perStep),
  };
}

function halfLife({ halfLife: steps, rate, zeroFrom }: Verdict): Figure {
  if (zeroFrom !== null) {
    return {
      id: 'halfLife',
      term: l10n.t('Gradient'),
      text: lifeOf({ halfLife: steps, zeroFrom })[1],
      exact: String(zeroFrom),
      meaning: l10n.t('that power is exactly zero, and ρ = 0'),
    };
  }
  const doubling = steps !== null && steps < 0;
  return {
    id: 'halfLife',
    term: doubling ? l10n.t('Doubling time') : l10n.t('Half-life'),
    text: steps === null ? l10n.t('none') : formatSteps(Math.abs(steps)),
    exact: steps === null ? l10n.t('none') : String(Math.abs(steps)),
    meaning: steps === null ? l10n.t('the rate is exactly 1') : l10n.t('at the rate {0}', formatNumber(rate)),
  };
}

function peak({ peak: { step, log10 }, flags }: Verdict): Figure {
  return {
    id: 'peak',
    term: flags.includes('transient') ? l10n.t('Transient peak') : l10n.t('Peak gain'),
    text: formatPowerOfTen(log10),
    exact: exactLog10(log10),
    meaning: l10n.t('at step {0}', step),
  };
}

/** How far a matrix is from normal; `null` counts as 0. */
export function henriciFigure(departure: number | null): Figure {
  const value = departure ?? 0;
  const meaning = l10n.t('0 for a normal matrix');
  return plainFigure('henrici', l10n.t('Henrici departure'), value, formatNumber(value), meaning);
}
