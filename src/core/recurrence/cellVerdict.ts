import type { Thresholds } from '../analysis';
import { verdictOfGain, type Flag, type VerdictName } from '../verdict';
import type { CellAnalysis } from './cellAnalysis';

export const cellFlags = [
  'block-above-one',
  'rest-differs',
  'saturated',
  'long-gate-path',
  'ambiguous',
  'no-input-weights',
  'projected',
] as const;
/** What else is true of a cell. */
export type CellFlag = (typeof cellFlags)[number];

/** The verdict on a cell, with its grounds in `CellAnalysis`. */
export interface CellVerdict {
  readonly name: VerdictName;
  /** The matrix's own rule for a vanilla cell, `cell-jacobian-…` for a gated one. */
  readonly rule: string;
  /** The gain that the verdict rests on; `null` for an exact zero. */
  readonly log10Gain: number | null;
  /** The matrix's own flags for a vanilla cell, then the cell's. */
  readonly flags: readonly (CellFlag | Flag)[];
}

type Grounds = Omit<CellAnalysis, 'verdict'>;

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
