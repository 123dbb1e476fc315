import type { QuickFigures } from '../quickFigures';
import type { FindingRecord } from '../record';
import type { JacobianGain } from './cellAnalysis';
import type { GateFigures } from './gateFigures';
import type { LinearFigures } from './linear/figures';
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

/** A gain, and what it supposes. */
export type GainRecord = JacobianGain & { readonly assumption: string };

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
  readonly rest: GainRecord;
  readonly trajectory: GainRecord;
  readonly flags: readonly string[];
  readonly notes: readonly string[];
  /** Other readings of the same tensors. */
  readonly alternatives: readonly { readonly label: string; readonly reason: string }[];
}

/** A linear recurrence, as `--json` prints it: its figures but for the points of the unit disc, and the verdict. */
export interface LinearRecord extends Judged, Omit<LinearFigures, 'disc' | 'logLargest'> {
  readonly kind: 'linear-recurrence';
  /** What the figures of the weights alone assume. */
  readonly assumption: string;
  readonly steps: number;
  readonly flags: readonly string[];
  readonly notes: readonly string[];
}

/** A feed-forward stack, as `--json` prints it. */
export interface StackRecord extends Judged, Omit<StackAnalysis, 'verdict' | 'log10Gain'> {
  readonly kind: 'feedforward';
}

/** A tensor with a telling name that does not fit what the name promises, as `--json` prints it. */
export interface UnrecognizedRecord {
  readonly tensor: string;
  /** What was expected, and what is there. */
  readonly reason: string;
}

/** Anything found in a checkpoint. */
export type CheckpointRecord = MatrixRecord | CellRecord | LinearRecord | StackRecord;

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
