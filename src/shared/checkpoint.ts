import type { Analysis, AnalysisOptions } from '../core/analysis';
import type { HeatMap } from '../core/heatMap';
import type { CheckpointKind } from '../core/kind';
import type { JacobianGrowth } from '../core/recurrence/jacobianGrowth';
import type { GateRole } from '../core/recurrence/layout/cell';
import type { HalfLifeHistogram } from '../core/recurrence/linear/histogram';
import type { CellRecord, LinearRecord, StackRecord, UnrecognizedRecord } from '../core/recurrence/records';
import type { CellSource } from '../core/recurrence/scriptSource';
import type { Role } from '../core/role/role';
import type { TensorSpread } from '../core/tensorSpread';
import type { Judgment } from '../core/verdict';

/** Where a checkpoint's bytes are: on a disk that the worker can reach, or in memory because only the host could read them. */
export type CheckpointPlace =
  | { readonly kind: 'path'; readonly path: string }
  | {
      readonly kind: 'bytes';
      readonly name: string;
      readonly bytes: Uint8Array;
      /** The files beside it that were read too, by name. */
      readonly siblings: ReadonlyMap<string, Uint8Array>;
    };

/** Which array of which file a person's own inputs are. */
export interface InputsPlace {
  readonly place: CheckpointPlace;
  /** The array's name in a `.npz` file of several; `null` for the only one. */
  readonly array: string | null;
}

/** A person's own inputs that drive the cells of a checkpoint. */
export interface InputsSummary {
  /** The file, and the array where there are several. */
  readonly name: string;
  readonly sequences: number;
  readonly steps: number;
  /** Numbers a step. */
  readonly width: number;
}

/** A tensor as the list shows it. */
export interface TensorRow {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: number;
  /** Why its data cannot be analyzed; `null` when it can. */
  readonly unreadable: string | null;
  /** What it is in its network. */
  readonly role: Role;
}

/** Something in a checkpoint that has a verdict. */
export interface CheckpointItem {
  /** Its number in this checkpoint, to ask for figures by. */
  readonly index: number;
  /** The same in every checkpoint of a model. */
  readonly key: string;
  readonly kind: CheckpointKind;
  /** Path of the module, or the tensor's name for a square matrix. */
  readonly name: string;
  /** What it is: `LSTM layer 0, reverse`. */
  readonly what: string;
  readonly size: string;
  readonly layer: number | null;
  /** Does the cell run from the end of a sequence to its start? */
  readonly reverse?: boolean;
  /** Its tensors, the telling one first. */
  readonly tensors: readonly string[];
  /** Is it analyzed without being asked for? Large matrices and stacks outside any cell are not. */
  readonly unasked: boolean;
}

/** An opened checkpoint; tensors and items follow in pages. */
export interface CheckpointSummary {
  readonly file: string;
  readonly format: string;
  /** What the file is, in one line. */
  readonly overview: string;
  readonly tensors: number;
  readonly items: number;
  /** The horizon in force. */
  readonly steps: number;
  /** Who set it: the person in the editor, config.json beside the file, or the setting. */
  readonly stepsFrom: 'choice' | 'config' | 'setting';
  readonly unrecognized: readonly UnrecognizedRecord[];
  /** What drives the cells that it fits; `null` for Gaussian inputs. */
  readonly inputs: InputsSummary | null;
  /** What else is to be said of the file, a sentence each. */
  readonly notes: readonly string[];
}

/** A part of a list that is too long for one message; `next` is where the following one begins, `null` at the end. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next: number | null;
}

/** What the list shows of an item. */
export interface QuickFigures {
  readonly verdict: Judgment | null;
  /** log10 of the gain; `null` for an exact zero, or with `overflow` where it left the doubles. */
  readonly log10Gain: number | null;
  readonly overflow: boolean;
  /** The gain as text where inputs of several scales lead to several. */
  readonly gain?: string;
  /** How far a cell reaches, in a few characters and in a few words. */
  readonly memory?: { readonly short: string; readonly long: string };
  /** Half-lives in steps; `null` never halves. No such thing for a stack or a matrix. */
  readonly halfLife: {
    readonly p5: number | null;
    readonly p50: number | null;
    readonly p95: number | null;
  } | null;
  readonly explanation: string;
}

export interface CellDetail {
  readonly kind: 'cell';
  readonly record: CellRecord;
  /** The readings that the file leaves open, the first the one taken unasked; one where it leaves none. */
  readonly readings: readonly string[];
  readonly reading: number;
  readonly growth: JacobianGrowth;
  /** Half-lives of the units along the driven trajectories; `null` for a vanilla cell. */
  readonly units: HalfLifeHistogram | null;
  /** A vanilla cell's matrix, analyzed as a bare one. */
  readonly analysis: Analysis | null;
  /** The recurrent matrices of the gates, one below the other in the stored order. */
  readonly heatMap: HeatMap;
  /** Numbers a step that drive it; `null` where its input weights are not in the file. */
  readonly width: number | null;
  /** What each gate does along the person's own inputs, units by steps; none without them. */
  readonly gates: readonly { readonly gate: GateRole; readonly map: HeatMap }[];
  readonly source: CellSource;
}

export interface LinearDetail {
  readonly kind: 'linear-recurrence';
  readonly record: LinearRecord;
  readonly disc: readonly (readonly [number, number])[] | null;
}

export interface StackDetail {
  readonly kind: 'feedforward';
  readonly record: StackRecord;
}

/** A matrix taken as recurrent, or a matrix with no powers. */
export interface MatrixDetail {
  readonly kind: 'matrix';
  readonly name: string;
  /** Its role, and what shows it. */
  readonly reason: string;
  readonly analysis: Analysis;
  readonly heatMap: HeatMap;
}

/** The figures of a matrix of any role. */
export interface MatrixFigures {
  readonly sigmaMax: number;
  /** ‖W‖_F²/σ_max². */
  readonly stableRank: number;
  /** `null` for one that is not square, or too large to find it unasked. */
  readonly spectralRadius: number | null;
}

/** A tensor by itself. */
export interface TensorDetail {
  readonly kind: 'tensor';
  readonly row: TensorRow;
  /** `null` where the data was not read, for the reason in `row.unreadable` or in `withheld`. */
  readonly spread: TensorSpread | null;
  readonly heatMap: HeatMap | null;
  /** Of a matrix that was read; `null` for any other tensor. */
  readonly figures: MatrixFigures | null;
  /** Why the data was not read unasked. */
  readonly withheld: string | null;
}

/** What the editor shows of an item of each kind. */
export interface ItemDetails {
  readonly cell: CellDetail;
  readonly 'linear-recurrence': LinearDetail;
  readonly feedforward: StackDetail;
  readonly matrix: MatrixDetail;
}

/** What the editor shows of an item, or of a tensor by itself. */
export interface CheckpointDetails extends ItemDetails {
  readonly tensor: TensorDetail;
}
export type CheckpointDetail = CheckpointDetails[CheckpointKind | 'tensor'];

/** What to look at: an item in one of its readings, or a tensor, as it is or as a recurrent matrix. */
export type DetailSubject =
  | { readonly kind: 'item'; readonly index: number; readonly reading: number }
  | { readonly kind: 'tensor'; readonly name: string; readonly asked: boolean }
  | { readonly kind: 'matrix'; readonly name: string };

/** What the worker does for checkpoint editors. A checkpoint stays open under its key until it is closed. */
export interface CheckpointService {
  /** @throws FormatError, one sentence, for what is no checkpoint */
  checkpointOpen(params: {
    readonly key: string;
    readonly place: CheckpointPlace;
    readonly options: AnalysisOptions;
    /** The horizon that the person chose for this file, if any: it goes before config.json and `options`. */
    readonly steps: number | null;
    /** The person's own inputs, which drive the cells that they fit. */
    readonly inputs?: InputsPlace | null;
  }): Promise<CheckpointSummary>;
  /** The arrays of a file that can be inputs. @throws FormatError, one sentence */
  inputArrays(params: { readonly place: CheckpointPlace }): Promise<readonly string[]>;
  /** Do these inputs drive that item? @throws one sentence where they do not */
  checkpointFit(params: {
    readonly key: string;
    readonly index: number;
    readonly inputs: InputsPlace;
  }): Promise<void>;
  /** At most a megabyte of tensors, from a place on. */
  checkpointTensors(params: PageParams): Page<TensorRow>;
  checkpointItems(params: PageParams): Page<CheckpointItem>;
  checkpointQuick(params: { readonly key: string; readonly index: number }): Promise<QuickFigures>;
  checkpointDetail(params: {
    readonly key: string;
    readonly subject: DetailSubject;
  }): Promise<CheckpointDetail>;
  checkpointClose(params: { readonly key: string }): Promise<void>;
}

export interface PageParams {
  readonly key: string;
  readonly from: number;
}

/** The worker does not hold that checkpoint (any more): open it again. */
export class UnknownCheckpointError extends Error {
  override readonly name = 'UnknownCheckpointError';
}
