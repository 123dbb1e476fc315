import * as l10n from '@vscode/l10n';
import type { Thresholds } from '../analysis';
import { outcomeOf } from '../explanation';
import { formatLife, formatNumber, formatPowerOfTen, formatSteps, sentences } from '../format';
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
    explanation: own ? sentences([own.explanation, drivenSentence(grounds)]) : explain(name, grounds),
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
  return l10n.t(
    'Along a trajectory {0}, the gain over {1} is {2}.',
    trajectory.assumption,
    formatSteps(steps),
    gain(trajectory.log10Gain),
  );
}

function explain(name: VerdictName, { steps, trajectory, rest, gatePath }: Grounds): string {
  const jacobian = l10n.t(
    "Over {0} {1}: the full Jacobian's gain is {2} {3}, and {4} {5}.",
    formatSteps(steps),
    outcomeOf(name),
    gain(trajectory.log10Gain),
    trajectory.assumption,
    gain(rest.log10Gain),
    rest.assumption,
  );
  if (!gatePath) return jacobian;
  const { p50, p5, p95 } = gatePath.halfLife;
  const path = l10n.t(
    'Past the matrices the {0} gate at rest keeps half of the memory for {1} (median; 5 % to 95 %: {2} to {3}).',
    gatePath.gate,
    formatLife(p50),
    formatLife(p5),
    formatLife(p95),
  );
  return sentences([jacobian, path]);
}

function noteOf(flag: CellFlag, { cell, gates, rest, trajectory, gatePath }: Grounds): string {
  switch (flag) {
    case 'block-above-one': {
      const largest = Math.max(...gates.map(({ sigmaMax }) => sigmaMax));
      return l10n.t(
        "A gate's block has σ_max = {0} > 1; that says nothing by itself, for the gates' slopes multiply it.",
        formatNumber(largest),
      );
    }
    case 'rest-differs':
      return l10n.t(
        'At rest the gain is {0}, along the driven states {1}: the verdict depends on where the cell works.',
        gain(rest.log10Gain),
        gain(trajectory.log10Gain),
      );
    case 'saturated':
      return l10n.t('The driven states saturate, so the Jacobian shrinks although it grows at rest.');
    case 'long-gate-path':
      return l10n.t(
        'The {0} gate alone holds half of the memory of most units over the whole horizon.',
        gatePath?.gate ?? '',
      );
    case 'ambiguous':
      return l10n.t(
        'The file leaves other readings: {0} ({1}).',
        cell.alternatives.map(({ label }) => label).join('; '),
        cell.alternatives[0]?.reason ?? '',
      );
    case 'no-input-weights':
      return l10n.t('The input weights are not in the file, so the trajectory has no inputs.');
    case 'projected':
      return l10n.t('The gates are given as W_hr·W_g, the map of the projected state to itself.');
  }
}
