import type { Thresholds } from '../analysis';
import { verdictOfGain, type Judgment, type VerdictName } from '../verdict';
import type { CellAnalysis } from './cellAnalysis';
import type { ScaleGain } from './driven/figures';

export const cellFlags = [
  'rest-differs',
  'saturated',
  'long-gate-path',
  'guaranteed',
  'ambiguous',
  'no-input-weights',
  'projected',
] as const;
/** What else is true of a cell. */
export type CellFlag = (typeof cellFlags)[number];

/** The verdict on a cell, with its grounds in `CellAnalysis`. */
export interface CellVerdict {
  readonly name: Judgment;
  /** `cell-jacobian-…`. */
  readonly rule: string;
  /** The median at the middle scale; `null` for an exact zero. */
  readonly log10Gain: number | null;
  readonly flags: readonly CellFlag[];
}

type Grounds = Omit<CellAnalysis, 'verdict'>;

/**
 * Judges a cell by the thresholds on a gain: the word that the medians have at every scale of independent inputs, from the
 * zero state and after a warm-up, which slow inputs do not turn, or that it is undetermined. A person's own inputs settle it.
 * A block with σ_max > 1 says nothing.
 */
export function judgeCell(grounds: Grounds, thresholds: Thresholds): CellVerdict {
  const { log10Gain } = grounds.trajectory;
  const name = grounds.own ? verdictOfGain(log10Gain, thresholds) : agreed(grounds.driven.scales, thresholds);
  return { name, rule: `cell-jacobian-${name}`, log10Gain, flags: flagsOf(grounds, name, thresholds) };
}

/** From the one end to the other. */
const inOrder: readonly VerdictName[] = ['vanishing', 'fading', 'stable', 'growing', 'exploding'];

/**
 * The word that the medians under independent inputs have at every scale, or `undetermined`. Slow inputs may weaken it, not
 * turn it into another sense, and no single run may come to more than the next word: else it is undetermined.
 */
function agreed(scales: readonly ScaleGain[], thresholds: Thresholds): Judgment {
  const medians = scales.flatMap(({ independent, fromZero }) => [independent.median, ...(fromZero ? [fromZero.median] : [])]); // prettier-ignore
  const word = agreedWord(medians, thresholds);
  const turns = slowWords(scales, thresholds).some((slow) => senses[slow] !== senses[word]);
  if (word === 'undetermined' || turns) return 'undetermined';
  const ends = scales.flatMap(({ independent, slow, fromZero }) =>
    [independent, slow, fromZero].flatMap((runs) => (runs ? [runs.low, runs.high] : [])),
  );
  const distance = (gain: number): number =>
    Math.abs(inOrder.indexOf(verdictOfGain(gain, thresholds)) - inOrder.indexOf(word));
  return ends.some((gain) => distance(gain) > 1) ? 'undetermined' : word;
}

/** The words that the medians under slow inputs have. */
export function slowWords(scales: readonly ScaleGain[], thresholds: Thresholds): VerdictName[] {
  return scales.flatMap(({ slow }) => (slow ? [verdictOfGain(slow.median, thresholds)] : []));
}

/** Where a verdict points to: growth, decay or neither. */
export const senses = {
  exploding: 1,
  growing: 1,
  stable: 0,
  fading: -1,
  vanishing: -1,
  undetermined: NaN,
} as const satisfies Readonly<Record<Judgment, number>>;

/** The word that all gains have (log10; −Infinity for an exact zero), or `undetermined`. */
export function agreedWord(log10Gains: readonly number[], thresholds: Thresholds): Judgment {
  const [word, ...others] = new Set(log10Gains.map((gain) => verdictOfGain(gain, thresholds)));
  return word === undefined || others.length > 0 ? 'undetermined' : word;
}

function flagsOf(grounds: Grounds, name: Judgment, thresholds: Thresholds): CellFlag[] {
  const { cell, gatePath, rest, driven, matrix, steps } = grounds;
  const flags: CellFlag[] = [];
  const atRest: VerdictName = verdictOfGain(rest.log10Gain, thresholds);
  if (name !== 'undetermined' && atRest !== name) flags.push('rest-differs');
  if ((rest.log10Gain ?? -Infinity) >= 1 && driven.scales.some(({ independent }) => independent.median < 0))
    flags.push('saturated');
  const median = gatePath ? gatePath.halfLife.p50 : 0;
  if (median === null || median >= steps) flags.push('long-gate-path');
  if (matrix?.verdict?.flags.includes('guaranteed')) flags.push('guaranteed');
  if (cell.alternatives.length > 0) flags.push('ambiguous');
  if (cell.inputSize === null) flags.push('no-input-weights');
  if (cell.projection !== null) flags.push('projected');
  return flags;
}
