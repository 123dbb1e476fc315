import type { Thresholds } from '../analysis';
import { formatNumber, formatPowerOfTen, formatSteps } from '../format';
import { verdictOfGain, type Flag, type VerdictName } from '../verdict';
import type { CellAnalysis } from './cellAnalysis';

/** What else is true of a cell. */
export type CellFlag =
  | 'block-above-one'
  | 'rest-differs'
  | 'saturated'
  | 'long-gate-path'
  | 'ambiguous'
  | 'no-input-weights'
  | 'projected';

/** The verdict on a cell, with its grounds in `CellAnalysis`. */
export interface CellVerdict {
  readonly name: VerdictName;
  /** The matrix's own rule for a vanilla cell, `cell-jacobian-…` for a gated one. */
  readonly rule: string;
  /** The gain that the verdict rests on; `null` for an exact zero. */
  readonly log10Gain: number | null;
  /** The matrix's own flags for a vanilla cell, then the cell's. */
  readonly flags: readonly (CellFlag | Flag)[];
  readonly explanation: string;
  /** One sentence a flag, in the order of `flags`. */
  readonly notes: readonly string[];
}

type Grounds = Omit<CellAnalysis, 'verdict'>;

const outcomes: Readonly<Record<VerdictName, string>> = {
  exploding: 'gradients explode',
  growing: 'gradients grow',
  stable: 'gradients neither vanish nor explode',
  fading: 'gradients fade',
  vanishing: 'gradients vanish',
};

/**
 * Judges a cell by the thresholds on a gain: a vanilla cell's bare matrix with its activation, a gated cell's full Jacobian
 * along the driven trajectory. A block with σ_max > 1 is a flag and never a verdict.
 */
export function judgeCell(grounds: Grounds, thresholds: Thresholds): CellVerdict {
  const own = grounds.matrix?.verdict;
  const log10Gain = own ? own.log10Gain : grounds.trajectory.log10Gain;
  const name = own ? own.name : verdictOfGain(log10Gain, thresholds);
  const flags = flagsOf(grounds, name, thresholds);
  return {
    name,
    rule: own ? own.rule : `cell-jacobian-${name}`,
    log10Gain,
    flags: [...(own?.flags ?? []), ...flags],
    explanation: own ? `${own.explanation} ${drivenSentence(grounds)}` : explain(name, grounds),
    notes: [...(own?.notes ?? []), ...flags.map((flag) => noteOf(flag, grounds))],
  };
}

function flagsOf(grounds: Grounds, name: VerdictName, thresholds: Thresholds): CellFlag[] {
  const { cell, gates, gatePath, rest, trajectory, steps } = grounds;
  const flags: CellFlag[] = [];
  const atRest = verdictOfGain(rest.log10Gain, thresholds);
  const driven = verdictOfGain(trajectory.log10Gain, thresholds);
  const explodes = name === 'exploding' || name === 'growing';
  if (cell.cell !== 'rnn' && !explodes && gates.some(({ sigmaMax }) => sigmaMax > 1)) {
    flags.push('block-above-one');
  }
  if (atRest !== driven) flags.push('rest-differs');
  if ((rest.log10Gain ?? -Infinity) >= 1 && (trajectory.log10Gain ?? -Infinity) < 0) flags.push('saturated');
  const median = gatePath ? gatePath.halfLife.p50 : 0;
  if (median === null || median >= steps) flags.push('long-gate-path');
  if (cell.alternatives.length > 0) flags.push('ambiguous');
  if (cell.inputSize === null) flags.push('no-input-weights');
  if (cell.projection !== null) flags.push('projected');
  return flags;
}

const gain = (log10: number | null): string => (log10 === Infinity ? '∞' : formatPowerOfTen(log10, 2));

function drivenSentence({ trajectory, steps }: Grounds): string {
  return `Along a trajectory ${trajectory.assumption}, the gain over ${formatSteps(steps)} is ${gain(trajectory.log10Gain)}.`;
}

function explain(name: VerdictName, { steps, trajectory, rest, gatePath }: Grounds): string {
  const half = gatePath?.halfLife;
  const life = (value: number | null): string => (value === null ? 'no end' : formatSteps(value));
  const path = half
    ? ` Past the matrices the ${gatePath.gate} gate at rest keeps half of the memory for ${life(half.p50)} (median; 5 % to 95 %: ${life(half.p5)} to ${life(half.p95)}).`
    : '';
  return `Over ${formatSteps(steps)} ${outcomes[name]}: the full Jacobian's gain is ${gain(trajectory.log10Gain)} ${trajectory.assumption}, and ${gain(rest.log10Gain)} ${rest.assumption}.${path}`;
}

function noteOf(flag: CellFlag, { cell, gates, rest, trajectory, gatePath }: Grounds): string {
  switch (flag) {
    case 'block-above-one': {
      const largest = Math.max(...gates.map(({ sigmaMax }) => sigmaMax));
      return `A gate's block has σ_max = ${formatNumber(largest)} > 1; that says nothing by itself, for the gates' slopes multiply it.`;
    }
    case 'rest-differs':
      return `At rest the gain is ${gain(rest.log10Gain)}, along the driven states ${gain(trajectory.log10Gain)}: the verdict depends on where the cell works.`;
    case 'saturated':
      return 'The driven states saturate, so the Jacobian shrinks although it grows at rest.';
    case 'long-gate-path':
      return `The ${gatePath?.gate ?? ''} gate alone holds half of the memory of most units over the whole horizon.`;
    case 'ambiguous':
      return `The file leaves other readings: ${cell.alternatives.map(({ label }) => label).join('; ')} (${cell.alternatives[0]?.reason ?? ''}).`;
    case 'no-input-weights':
      return 'The input weights are not in the file, so the trajectory has no inputs.';
    case 'projected':
      return 'The gates are given as W_hr·W_g, the map of the projected state to itself.';
  }
}
