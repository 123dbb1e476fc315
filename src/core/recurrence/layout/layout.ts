import type { CheckpointKind } from '../../kind';
import type { Architecture } from '../../role/checkpoint/architecture';
import type { Evidence } from '../../role/evidence';
import type { Role } from '../../role/role';
import type { TensorInfo } from '../../tensor';
import type { LinearRecurrence } from '../linear/family';
import type { Framework, Orientation, RecurrentCell } from './cell';
import type { HandWrittenHints } from './handWrittenParts';
import type { LayoutProblem } from './problem';

/** What is known of a checkpoint besides its tensors. */
export interface Hints {
  /** The framework that the container belongs to, where it does: ONNX, Keras. */
  readonly framework?: Framework;
  /** Text beside the tensors: `onnx.recurrentNodes`, `onnx.chains`, `keras.config`, all JSON. */
  readonly metadata?: ReadonlyMap<string, string>;
  /** The parsed config.json that stands beside the file. */
  readonly config?: unknown;
  /** What the code around hand-written weights tells. */
  readonly handWritten?: HandWrittenHints;
}

/** A tensor with a telling name that does not fit what the name promises. */
export interface Unrecognized {
  readonly tensor: string;
  readonly reason: LayoutProblem;
}

/** One layer y = W·x of a feed-forward stack. */
export interface StackLayer {
  readonly tensor: string;
  readonly orientation: Orientation;
  readonly inputSize: number;
  readonly outputSize: number;
}

/** What declares the order of a chain: the indices of a sequence, the numbers of its layers, or a graph. */
export type StackOrder = 'indices' | 'numbers' | 'graph';

/** A chain of weights in a declared order, whose shapes compose, first layer first. */
export interface FeedforwardStack {
  /** The path that the layers have in common; `(top level)` for none. */
  readonly name: string;
  readonly order: StackOrder;
  readonly layers: readonly StackLayer[];
}

/** A matrix by itself with its role and what shows it; only a square one with evidence has a verdict. */
export interface LoneMatrix extends TensorInfo {
  readonly role: Role;
  readonly evidence: readonly Evidence[];
}

/** What is known of a thing of each kind from names and shapes. */
export interface Recognized {
  readonly cell: RecurrentCell;
  readonly 'linear-recurrence': LinearRecurrence;
  readonly feedforward: FeedforwardStack;
  /** A square matrix that belongs to no cell and that its name, or its company, shows to be recurrent. */
  readonly matrix: LoneMatrix;
}

export type RecognizedByKind = { readonly [K in CheckpointKind]: readonly Recognized[K][] };

/** What the tensors of a checkpoint are, as far as recurrences go. */
export interface Layout extends RecognizedByKind {
  readonly unrecognized: readonly Unrecognized[];
  /** The role of every tensor, by its name. */
  readonly roles: ReadonlyMap<string, Role>;
  /** The known architecture that the names are those of, if any. */
  readonly architecture: Architecture | null;
}
