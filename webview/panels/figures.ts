import type { Analysis } from '../../src/core/analysis';
import { activation } from '../../src/core/recurrence/activation';
import type { Verdict } from '../../src/core/verdict';
import { formatNumber, formatPowerOfTen, formatRadiusInterval, formatSteps } from '../format';

/** A key figure: its name, its value as read and in full precision, and what it settles. */
export interface Figure {
  readonly id: string;
  readonly term: string;
  readonly text: string;
  /** Full precision; a log10 where the value itself may overflow. */
  readonly exact: string;
  readonly meaning: string;
}

/** The key figures of the verdict card, or the fewer of a matrix without powers. */
export function keyFigures({ figures, options, verdict }: Analysis): Figure[] {
  const { sigmaMax, singularValues } = figures;
  const sigma: Figure = {
    id: 'sigmaMax',
    term: 'σ_max',
    text: formatNumber(sigmaMax),
    exact: String(sigmaMax),
    meaning: 'largest gain of one step',
  };
  if (!verdict) {
    const { slopeAtRest } = activation(options.activation);
    const smallest = singularValues.at(-1) ?? 0;
    return [
      sigma,
      {
        id: 'oneStepGain',
        term: 'Gain of one step',
        text: formatNumber(slopeAtRest * sigmaMax),
        exact: String(slopeAtRest * sigmaMax),
        meaning: slopeAtRest === 1 ? 'at most' : `at most, with φ′(0) = ${formatNumber(slopeAtRest)}`,
      },
      {
        id: 'sigmaMin',
        term: 'σ_min',
        text: formatNumber(smallest),
        exact: String(smallest),
        meaning: 'smallest gain of one step',
      },
    ];
  }
  return [gain(verdict), sigma, radius(verdict), halfLife(verdict), peak(verdict), henrici(figures.henrici)];
}

function gain({ steps, log10Gain }: Verdict): Figure {
  return {
    id: 'gain',
    term: `Gain over ${formatSteps(steps)}`,
    text: formatPowerOfTen(log10Gain),
    exact: log10Gain === null ? '0' : `log10 = ${log10Gain}`,
    meaning: 'sets the verdict',
  };
}

function radius({ spectralRadius, slopeAtRest, rate }: Verdict): Figure {
  const interval = formatRadiusInterval(spectralRadius);
  const perStep = slopeAtRest === 1 ? 'rate per step' : `rate per step φ′(0)·ρ = ${formatNumber(rate)}`;
  return {
    id: 'spectralRadius',
    term: 'ρ',
    text: formatNumber(spectralRadius.value),
    exact: String(spectralRadius.value),
    meaning: interval === null ? perStep : `somewhere in ${interval}; ${perStep}`,
  };
}

function halfLife({ halfLife: steps, rate }: Verdict): Figure {
  const doubling = steps !== null && steps < 0;
  return {
    id: 'halfLife',
    term: doubling ? 'Doubling time' : 'Half-life',
    text: steps === null ? 'none' : formatSteps(Math.abs(steps)),
    exact: steps === null ? 'none' : String(Math.abs(steps)),
    meaning: steps === null ? 'the rate is exactly 1' : `at the rate ${formatNumber(rate)}`,
  };
}

function peak({ peak: { step, log10 }, flags }: Verdict): Figure {
  return {
    id: 'peak',
    term: flags.includes('transient') ? 'Transient peak' : 'Peak gain',
    text: formatPowerOfTen(log10),
    exact: log10 === null ? '0' : `log10 = ${log10}`,
    meaning: `at step ${step}`,
  };
}

function henrici(departure: number | null): Figure {
  return {
    id: 'henrici',
    term: 'Henrici departure',
    text: formatNumber(departure ?? 0),
    exact: String(departure ?? 0),
    meaning: '0 for a normal matrix',
  };
}
