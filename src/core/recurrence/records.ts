import type { QuickFigures } from '../quickFigures';
import type { FindingRecord } from '../record';
import type { CellAnalysis, JacobianGain } from './cellAnalysis';
import type { GateFigures } from './gateFigures';
import type { LinearFigures } from './linear/figures';
import type { LinearVerdict } from './linear/verdict';
import { finite, type HalfLives } from './halfLives';
import type { QuickCell } from './quickCell';
import type { StackAnalysis } from './stackAnalysis';

/** A matrix of a checkpoint; it has no place in a text. */
export type MatrixRecord = Omit<FindingRecord, 'location'> & {
  readonly kind: 'matrix';
  readonly location: null;
};

interface Judged {
  readonly location: null;
  /** log10 of the gain that the verdict rests on; `null` for an exact zero (or, with the flag `overflow`, no bound). */
  readonly log10Gain: number | null;
  readonly verdict: string;
  readonly rule: string;
  readonly explanation: string;
}

/** A recurrent cell, as `--json` prints it. */
export interface CellRecord extends Judged {
  readonly kind: 'cell';
  /** Path of the module. */
  readonly name: string;
  /** The tensor with the recurrent weights, the first where there is one a gate. */
  readonly tensor: string;
  readonly cell: string;
  readonly layer: number;
  readonly direction: string;
  readonly framework: string;
  readonly hiddenSize: number;
  readonly inputSize: number | null;
  readonly projection: number | null;
  readonly activation: string;
  /** In the stored order. */
  readonly gates: readonly GateFigures[];
  readonly gatePath: {
    readonly gate: string;
    readonly halfLife: HalfLives;
    readonly assumption: string;
  } | null;
  readonly steps: number;
  /** The full Jacobian at rest and along the driven trajectory. */
  readonly rest: JacobianGain;
  readonly trajectory: JacobianGain;
  readonly flags: readonly string[];
  readonly notes: readonly string[];
  /** Other readings of the same tensors. */
  readonly alternatives: readonly { readonly label: string; readonly reason: string }[];
}

/** A linear recurrence, as `--json` prints it: its figures but for the points of the unit disc, and the verdict. */
export interface LinearRecord extends Judged, Omit<LinearFigures, 'disc' | 'logLargest'> {
  readonly kind: 'linear-recurrence';
  readonly steps: number;
  readonly flags: readonly string[];
  readonly notes: readonly string[];
}

/** A feed-forward stack, as `--json` prints it. */
export interface StackRecord extends Judged, Omit<StackAnalysis, 'verdict' | 'log10Gain'> {
  readonly kind: 'feedforward';
}

/** Anything found in a checkpoint. */
export type CheckpointRecord = MatrixRecord | CellRecord | LinearRecord | StackRecord;

const finiteGain = ({ log10Gain, log10Rate, assumption }: JacobianGain): JacobianGain => ({
  log10Gain: log10Gain === null ? null : finite(log10Gain),
  log10Rate: log10Rate === null ? null : finite(log10Rate),
  assumption,
});

/** The record of a cell. */
export function toCellRecord(analysis: CellAnalysis): CellRecord {
  const { cell, verdict, gatePath } = analysis;
  const { recurrent } = cell;
  return {
    kind: 'cell',
    name: cell.name,
    tensor: recurrent.stacked?.tensor ?? recurrent.perGate!.find((part) => part !== null)!.tensor,
    location: null,
    cell: cell.cell,
    layer: cell.layer,
    direction: cell.direction,
    framework: cell.framework,
    hiddenSize: cell.hiddenSize,
    inputSize: cell.inputSize,
    projection: cell.projection,
    activation: analysis.activation,
    gates: analysis.gates,
    gatePath: gatePath && {
      gate: gatePath.gate,
      halfLife: gatePath.halfLife,
      assumption: gatePath.assumption,
    },
    log10Gain: verdict.log10Gain === null ? null : finite(verdict.log10Gain),
    steps: analysis.steps,
    rest: finiteGain(analysis.rest),
    trajectory: finiteGain(analysis.trajectory),
    verdict: verdict.name,
    rule: verdict.rule,
    flags: verdict.log10Gain === Infinity ? [...verdict.flags, 'overflow'] : verdict.flags,
    explanation: verdict.explanation,
    notes: verdict.notes,
    alternatives: cell.alternatives.map(({ label, reason }) => ({ label, reason })),
  };
}

/** The first verdict on a cell or a square matrix, for a list. */
export interface QuickRecord {
  readonly kind: 'quick';
  readonly of: 'cell' | 'matrix';
  readonly name: string;
  readonly steps: number;
  /** `null` for a matrix that is not square. */
  readonly verdict: string | null;
  /** log10 of the gain that the verdict rests on; `null` for an exact zero, or with `overflow`. */
  readonly log10Gain: number | null;
  readonly overflow: boolean;
  /** How far log10Gain may be off: the last change of an iteration, or a bound. `null` where the verdict alone is sure. */
  readonly uncertainty: number | null;
  /** Half-lives of a gated cell's memory in steps; `null` without gates. */
  readonly halfLife: HalfLives | null;
}

/** The record of a quick verdict on a cell. */
export function toQuickCellRecord({ cell, steps, verdict, gain, gatePath }: QuickCell): QuickRecord {
  return {
    kind: 'quick',
    of: 'cell',
    name: cell.name,
    steps,
    verdict,
    log10Gain: gain.log10Gain === null ? null : finite(gain.log10Gain),
    overflow: gain.log10Gain === Infinity,
    uncertainty: gain.lastChange,
    halfLife: gatePath?.halfLife ?? null,
  };
}

/** The record of a quick verdict on a matrix. */
export function toQuickMatrixRecord(name: string, steps: number, figures: QuickFigures): QuickRecord {
  return {
    kind: 'quick',
    of: 'matrix',
    name,
    steps,
    verdict: figures.verdict,
    log10Gain: figures.log10Gain,
    overflow: false,
    uncertainty: figures.log10Norm?.errorBound ?? null,
    halfLife: null,
  };
}

/** The record of a linear recurrence. */
export function toLinearRecord(figures: LinearFigures, verdict: LinearVerdict): LinearRecord {
  return {
    kind: 'linear-recurrence',
    family: figures.family,
    name: figures.name,
    layer: figures.layer,
    location: null,
    channels: figures.channels,
    multiplier: figures.multiplier,
    halfLife: figures.halfLife,
    histogram: figures.histogram,
    shareBeyond: figures.shareBeyond,
    shareWithinStep: figures.shareWithinStep,
    exploding: figures.exploding,
    dataDependent: figures.dataDependent,
    range: figures.range,
    assumption: figures.assumption,
    // A half-life that rounding makes endless has no finite change, and JSON no infinity.
    rounding: figures.rounding.map((note) => ({
      ...note,
      largestChange: Math.min(note.largestChange, Number.MAX_VALUE),
    })),
    steps: verdict.steps,
    log10Gain: verdict.log10Gain,
    verdict: verdict.name,
    rule: verdict.rule,
    flags: verdict.flags,
    explanation: verdict.explanation,
    notes: verdict.notes,
  };
}

/** The record of a feed-forward stack. */
export function toStackRecord(analysis: StackAnalysis): StackRecord {
  return { kind: 'feedforward', location: null, ...analysis };
}
