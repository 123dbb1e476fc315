import type { TextRange } from '../core/textRange';
import type { MemoryKey } from '../core/config/initialMemory';
import type { Placed, RecurrentConfig } from '../core/config/recurrentConfig';
import type { Matrix } from '../core/linalg/matrix';
import type { Tree } from './python/syntax';
import type { StatedLength } from './steps';
import type { TrainingFix } from './python/training/trainingFix';

/** The numbers of a matrix as they are written: every entry has its place. */
export interface WrittenMatrix {
  readonly matrix: Matrix;
  /** Start and end of every entry, row by row: two numbers each. */
  readonly places: Uint32Array;
}

/** A matrix found in a text. */
export interface MatrixCandidate {
  /** The variable (`W`), key path (`rnn.weight_hh_l0`, `layers[0].W`), or `matrix` where it has none. */
  readonly name: string;
  /** The whole literal or expression, e.g. `np.array([[…]])` with the call. */
  readonly range: TextRange;
  readonly matrix: Matrix;
  /**
   * The list that is written out within `range`, if places were asked for and there is exactly one. The matrix
   * is this list, its transpose, or a multiple of either.
   */
  readonly written?: WrittenMatrix;
}

/**
 * Numbers that are no matrix to look at by themselves and may be a part of a cell: a vector, a single row or column. Its
 * name is one that parts of cells have.
 */
export interface TensorCandidate {
  readonly name: string;
  readonly range: TextRange;
  /** One or two lengths. */
  readonly shape: readonly number[];
  /** Row by row. */
  readonly data: Float64Array;
}

/** Tensors in a list of their own, as Keras hands them over: `layer.set_weights([kernel, recurrent, bias])`. */
export interface TensorList {
  /** What the list belongs to: the layer's variable, or the path of keys. */
  readonly name: string;
  /** What takes it, in code: `layer.set_weights`. */
  readonly callee?: string;
  readonly range: TextRange;
  /** The elements in order: as they are written out there, or the name of a variable; `null` for anything else. */
  readonly elements: readonly (Omit<TensorCandidate, 'name'> | string | null)[];
}

/** What can be wrong with a matrix. */
export type FlawKind = 'ragged' | 'not-numeric' | 'non-finite' | 'elided' | 'empty' | 'too-large' | 'syntax';
/** The same, or what can be wrong with a value in a config. */
export type ProblemKind = FlawKind | 'wrong-type' | 'duplicate-key' | 'ambiguous-number';

/** Why something that looks like a matrix was not analyzed: one sentence that names the place and the mend. */
export interface DetectionProblem {
  readonly kind: ProblemKind;
  readonly name: string;
  /** The culprit (the row, the entry), not the whole literal, where it is known. */
  readonly range: TextRange;
  readonly message: string;
}

/** What a document holds, in the order of the text. */
export interface Detection {
  readonly matrices: readonly MatrixCandidate[];
  readonly tensors: readonly TensorCandidate[];
  readonly lists: readonly TensorList[];
  readonly problems: readonly DetectionProblem[];
  /** The sequence lengths that the text, or an earlier cell of its notebook, names, with where they hold. */
  readonly lengths: readonly StatedLength[];
  /** What can be done for the gradients in a training script. */
  readonly training: readonly TrainingFix[];
  /** The recurrent networks and the clipping that the text configures. */
  readonly configs: readonly RecurrentConfig[];
  /** Keys of a model's config that imply how far back it remembers. */
  readonly memoryKeys: readonly Placed<MemoryKey>[];
  /** The syntax tree of a Python text, for those who read on. */
  readonly tree?: Tree;
}

/** The languages that detection understands, by VS Code's language identifiers. */
export const detectableLanguages = [
  'json',
  'jsonc',
  'jsonl',
  'python',
  'yaml',
  'toml',
  'jsonnet',
  'matlab',
  'julia',
  'plaintext',
] as const;
export type DetectableLanguage = (typeof detectableLanguages)[number];
