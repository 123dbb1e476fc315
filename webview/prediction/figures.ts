import type { Prediction } from '../../src/core/config/prediction';
import type { Spread } from '../../src/core/config/sample';
import { formatNumber, formatPowerOfTen, formatSteps } from '../format';
import type { Figure } from '../panels/figures';

/** The key figures of a prediction: the limit for large H, with what the draws make of it below. */
export function predictionFigures({
  spectralRadius,
  sigmaMax,
  rate,
  log10Gain,
  sampled,
  gate,
  steps,
}: Prediction): Figure[] {
  const seen = (spread: Spread | undefined, format: (value: number) => string): string =>
    sampled && spread
      ? `${sampled.draws} draws of ${sampled.size}×${sampled.size}: ${between(spread, format)}`
      : 'no hidden size to draw with';
  return [
    {
      id: 'gain',
      term: `Gain over ${formatSteps(steps)}`,
      text: formatPowerOfTen(sampled ? sampled.log10Gain.median : log10Gain),
      exact: `log10 = ${String(sampled ? sampled.log10Gain.median : log10Gain)}`,
      meaning: sampled
        ? `${sampled.draws} draws: ${between(sampled.log10Gain, formatPowerOfTen)}; limit ${formatPowerOfTen(log10Gain)}`
        : 'in the limit for large H',
    },
    limit(
      'spectralRadius',
      'ρ of the recurrent matrix',
      spectralRadius,
      seen(sampled?.spectralRadius, formatNumber),
    ),
    limit('sigmaMax', 'σ_max of the recurrent matrix', sigmaMax, seen(sampled?.sigmaMax, formatNumber)),
    limit('rate', 'Factor per step', rate, gate ? 'of the whole Jacobian at rest' : 'φ′(0)·ρ'),
    ...(gate
      ? [
          {
            id: 'gateHalfLife',
            term: 'Half-life of the gate',
            text: formatSteps(gate.halfLife.median),
            exact: String(gate.halfLife.median),
            meaning: `over units: ${between(gate.halfLife, formatSteps)}; keeps ${between(gate.keep, formatNumber)} per step`,
          },
        ]
      : []),
  ];
}

function limit(id: string, term: string, value: number | null, meaning: string): Figure {
  const text = value === null ? 'unknown' : formatNumber(value);
  return { id, term, text, exact: String(value), meaning };
}

/** `0.5 … 0.7`, or the one number that both are as shown. */
function between({ min, max }: Spread, format: (value: number) => string): string {
  const [low, high] = [format(min), format(max)];
  return low === high ? low : `${low} … ${high}`;
}
