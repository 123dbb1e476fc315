import type { ActivationName } from '../activation';
import type { AnyActivation } from '../parametric';

/** The kinds of cell that are recognized. */
export type CellKind = 'rnn' | 'lstm' | 'gru';

/** Whose names and gate order a cell is stored in; `custom` for those that people make up themselves. */
export type Framework =
  'pytorch' | 'keras' | 'onnx' | 'flax' | 'tensorflow1' | 'haiku' | 'matlab' | 'theano' | 'custom';

/** `col`: the stored matrix multiplies a column vector, W·h; `row`: a row vector, h·W, so W is its transpose. */
export type Orientation = 'col' | 'row';

/** A rectangular part of a stored tensor: a matrix, or a vector when `shape` has one length. */
export interface TensorPart {
  readonly tensor: string;
  /** Which slice along the first axis (a direction of ONNX, a row of Keras's GRU bias); `null` for the whole. */
  readonly index: number | null;
  /** First row, or first element of a vector, within that slice. */
  readonly from: number;
  /** First column of the rows, where the part does not take the whole of them. */
  readonly column?: number;
  readonly shape: readonly number[];
  /** The shape of the matrix that the part's elements, row after row, stand for, where it is another one. */
  readonly as?: readonly [rows: number, columns: number];
}

/** All gates in one tensor, in the stored order, or one tensor a gate (`null` where a gate has none). */
export type GateParts =
  | { readonly stacked: TensorPart; readonly perGate?: undefined }
  | { readonly perGate: readonly (TensorPart | null)[]; readonly stacked?: undefined };

/** What a file can say of a cell's equations beside the names of activations. */
export interface Equations {
  /** φ of the candidate (of a vanilla cell: the state), where it has parameters of its own. */
  readonly candidate?: AnyActivation;
  /** φ of an LSTM's output, where it is not the candidate's. */
  readonly output?: AnyActivation;
  /** Bounds the arguments of the gates and of the candidate. */
  readonly clip?: number;
  /** The forget gate is 1 − i. */
  readonly coupled?: boolean;
  /** Peepholes of an LSTM in the order i o f: three parts, or one of 3H. */
  readonly peepholes?: readonly TensorPart[];
  /** As the file names what is said here. */
  readonly named: readonly string[];
}

/** A recurrent cell as it stands in a checkpoint: where each weight is, and how to read it. */
export interface RecurrentCell {
  /** Path of the module, without `module.` and the nests of training scripts; `(top level)` for none. */
  readonly name: string;
  readonly cell: CellKind;
  readonly framework: Framework;
  /** Layer within the module, from 0. */
  readonly layer: number;
  readonly direction: 'forward' | 'reverse';
  readonly hiddenSize: number;
  /** `null` where the input weights are not in the file. */
  readonly inputSize: number | null;
  /** Size of the projected state (PyTorch's proj_size), else `null`. */
  readonly projection: number | null;
  /** Names of the gates in the stored order; `['h']` for a vanilla cell. */
  readonly gates: readonly string[];
  readonly orientation: Orientation;
  readonly recurrent: GateParts;
  readonly input: GateParts | null;
  /** Biases beside the input weights; the only ones where a framework has one set. */
  readonly inputBias: GateParts | null;
  /** Biases beside the recurrent weights. */
  readonly recurrentBias: GateParts | null;
  /** W_hr of a projected LSTM: P × H, or H × P where the cell multiplies rows. */
  readonly projectionPart: TensorPart | null;
  /** Activation of the candidate and, for a vanilla cell, of the state. */
  readonly activation: ActivationName;
  /** Activation of the gates, where the file names another one than sigmoid. */
  readonly recurrentActivation?: AnyActivation;
  /** What else the file says of the cell's equations, where it says more than names of activations. */
  readonly equations?: Equations;
  /** Length of its sequences, where the file names it. */
  readonly steps?: number;
  /** Name of the cell, or of both directions, whose outputs are its inputs, where the file says so. */
  readonly fedBy?: string;
  /** GRU: the reset gate multiplies W_hn·h + b_hn (true) or h itself (false); `null` for other cells. */
  readonly resetAfter: boolean | null;
  /** GRU: the update gate z keeps the old state, h' = (1−z)·n + z·h (true), or 1−z does (Haiku); else `null`. */
  readonly updateKeeps: boolean | null;
  /** Added to the forget gate's bias at run time and not stored (TensorFlow 1 and Haiku: 1). */
  readonly forgetBias: number;
  /** Why the file leaves more than one reading, and the other readings; empty when it leaves one. */
  readonly alternatives: readonly Alternative[];
}

/** What a file leaves open about a cell; what another reading makes of it stands in that reading's cell. */
export type Doubt =
  /** The activation of a vanilla cell is stored nowhere; `instead` of this one the reading takes another. */
  | { readonly kind: 'activation'; readonly instead: ActivationName }
  /** Whether a Keras GRU resets before or after the product. */
  | { readonly kind: 'reset' }
  /** Whether the update gate of a hand-written GRU keeps the old state or lets the new one in. */
  | { readonly kind: 'update' }
  /** Only the shape tells the cell, and no name its gates. */
  | { readonly kind: 'gate-order'; readonly shape: readonly [number, number] };

/** Another reading of the same tensors. */
export interface Alternative {
  /** What the file does not settle. */
  readonly doubt: Doubt;
  readonly cell: Omit<RecurrentCell, 'alternatives'>;
}

/** What a gate does, whatever its framework calls it. */
export type GateRole = 'input' | 'forget' | 'candidate' | 'output' | 'reset' | 'update' | 'state';

const lstmRoles: Readonly<Record<string, GateRole>> = {
  i: 'input',
  f: 'forget',
  g: 'candidate',
  c: 'candidate',
  j: 'candidate',
  o: 'output',
};
const gruRoles: Readonly<Record<string, GateRole>> = {
  r: 'reset',
  z: 'update',
  n: 'candidate',
  h: 'candidate',
  a: 'candidate',
};

/** The role of a gate by its framework's name for it. */
export function gateRole(cell: CellKind, gate: string): GateRole {
  if (cell === 'rnn') return 'state';
  const role = (cell === 'lstm' ? lstmRoles : gruRoles)[gate];
  if (!role) throw new RangeError(`a ${cell} has no gate ${gate}`);
  return role;
}
