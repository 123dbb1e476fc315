import type { CheckpointKind } from '../kind';
import type { Location } from '../location';
import type { Claim, FindingRecord } from '../record';
import type { JacobianGain } from './cellAnalysis';
import type { SaturatingPart } from './activity';
import type { GateRole } from './layout/cell';
import type { GateFigures } from './gateFigures';
import type { LinearFigures } from './linear/figures';
import type { HalfLives } from './halfLives';
import type { StackAnalysis } from './stackAnalysis';

/** A matrix of a checkpoint, of any role; it has no place in a text. */
export type MatrixRecord = Omit<FindingRecord, 'location' | 'singularValues'> & {
  readonly location: null;
  /** `null` where the matrix is large and has no verdict. */
  readonly singularValues: readonly number[] | null;
  /** ‖W‖_F²/σ_max². */
  readonly stableRank: number;
};

interface Judged extends Claim {
  readonly location: null;
  /** log10 of the gain that the verdict rests on; `null` for an exact zero (or, with the flag `overflow`, no bound). */
  readonly log10Gain: number | null;
  readonly verdict: string;
  readonly rule: string;
  readonly explanation: string;
}

/** From a least to a greatest figure; `null` for one that is no number: an exact zero, an overflow, no end. */
export interface RangeRecord {
  readonly low: number | null;
  readonly high: number | null;
}

/** A median over runs and its range, in log10. */
export type SpreadRecord = RangeRecord & { readonly log10Gain: number | null };

/** What inputs of several standard deviations do to a cell, as `--json` prints it. All gains are log10 over the horizon. */
export interface DrivenRecord {
  readonly scales: readonly {
    readonly inputStd: number;
    /** Median over the runs under independent inputs, after the warm-up. */
    readonly log10Gain: number | null;
    readonly independent: SpreadRecord;
    /** Under inputs that keep each coordinate for several steps; `null` where there was no time for any. */
    readonly slow: SpreadRecord | null;
    /** From the zero state on, without a warm-up; `null` where there was no time. */
    readonly fromZero: SpreadRecord | null;
  }[];
  /** Over all scales and runs. */
  readonly range: RangeRecord;
  readonly timescales: {
    /** Steps until the gain is a tenth, over the scales; `null` where it takes longer than the horizon. */
    readonly stepsToTenth: RangeRecord;
    /** Half-lives of the units that keep longest along a trajectory, in steps, the longest first: medians over the runs; `null` never halves. */
    readonly slowestUnits: readonly (number | null)[];
    /** What each of them comes to over the runs. */
    readonly slowestRanges: readonly RangeRecord[];
    /** The same over all units; `null` for a cell without gates. */
    readonly halfLife: HalfLives | null;
  };
  /** Runs a scale. */
  readonly runs: { readonly independent: number; readonly slow: number; readonly fromZero: number };
}

/** A gain, and what it supposes. */
export type GainRecord = JacobianGain & { readonly assumption: string };

/** A gain along driven states, and what drives them. */
export type TrajectoryRecord = GainRecord & {
  /** Gaussian inputs, or a person's own from a file. */
  readonly source: 'gaussian' | 'file';
  /** log10 of the gains over the sequences of the file. */
  readonly range?: RangeRecord;
} & Partial<OwnRecord>;

/** What happens along a person's own inputs, as `--json` prints it. */
export interface OwnRecord {
  /** Sequences of the file that were followed. */
  readonly sequences: number;
  /** log10 of the gain after some numbers of steps, over the sequences. */
  readonly growth: readonly (SpreadRecord & {
    readonly step: number;
    readonly lowerQuartile: number | null;
    readonly upperQuartile: number | null;
  })[];
  /** λ_1 … λ_16, natural logarithm per step; `null` for −∞. */
  readonly lyapunov: readonly (number | null)[];
  /** The standard error of each over windows of the trajectory; `null` where that is too short. */
  readonly lyapunovErrors: readonly (number | null)[];
  /** What each gate does along the first sequence: its mean, and the shares of units and steps above 0.95 and below 0.05. */
  readonly gates: readonly {
    readonly gate: GateRole;
    readonly mean: number;
    readonly open: number;
    readonly closed: number;
  }[];
  /** Share of units with |φ'| < 0.05 over all steps, by what φ is applied to. */
  readonly saturation: readonly { readonly of: SaturatingPart; readonly share: number }[];
}

/** A recurrent cell, as `--json` prints it. */
export interface CellRecord extends Judged, DrivenRecord {
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
  /** What the biases alone say of the gate that keeps: true of a fresh cell. */
  readonly gatePath: {
    readonly gate: string;
    readonly halfLife: HalfLives;
    readonly assumption: string;
  } | null;
  readonly steps: number;
  /** The full Jacobian at rest, and along trajectories driven at the middle scale. */
  readonly rest: GainRecord;
  readonly trajectory: TrajectoryRecord;
  readonly flags: readonly string[];
  readonly notes: readonly string[];
  /** Other readings of the same tensors. */
  readonly alternatives: readonly { readonly label: string; readonly reason: string }[];
}

/** A cell whose tensors stand in a text, as `--json` prints it: with its place, and the figures of its only matrix where it has one. */
export interface PlacedCellRecord extends Omit<CellRecord, 'location'>, Claim {
  /** Of the recurrent weights, the first where there is a matrix a gate. */
  readonly location: Location;
  /** Of a vanilla cell's matrix. */
  readonly sigmaMax?: number;
  readonly spectralRadius?: number;
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
  /** The number of its layers, which are what a gradient passes. */
  readonly steps: number;
}

/** A tensor with a telling name that does not fit what the name promises, as `--json` prints it. */
export interface UnrecognizedRecord {
  readonly tensor: string;
  /** What was expected, and what is there. */
  readonly reason: string;
}

/** The record of each kind. */
export interface CheckpointRecords {
  readonly cell: CellRecord;
  readonly 'linear-recurrence': LinearRecord;
  readonly feedforward: StackRecord;
  readonly matrix: MatrixRecord;
}

/** Anything found in a checkpoint. */
export type CheckpointRecord = CheckpointRecords[CheckpointKind];
