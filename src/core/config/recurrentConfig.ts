import type { TextRange } from '../textRange';
import type { Framework } from '../initializers/names';
import type { Initializer } from '../initializers/initializer';
import type { ActivationName } from '../recurrence/activation';
import type { LibraryName } from './libraries';
import type { Evidence, LeakyStep } from '../role/evidence';

/** A value with the place that says it. */
export interface Placed<T> {
  readonly value: T;
  /** The value's source. */
  readonly range: TextRange;
  /** The key before it; `null` where it stands without one. */
  readonly keyRange: TextRange | null;
  /** The key path, such as `model.hidden_size`. */
  readonly path: string;
}

/**
 * Cells by what their step does: h' = φ(W h + …), a gated one, a reservoir's leaky step with a matrix that is not trained,
 * or a recurrent matrix by itself in code.
 */
export type CellName = 'rnn' | 'lstm' | 'gru' | 'reservoir' | 'matrix';

/** How many H × H blocks the recurrent matrix stacks. */
export const gatesOf: Readonly<Record<CellName, number>> = {
  rnn: 1,
  lstm: 4,
  gru: 3,
  reservoir: 1,
  matrix: 1,
};

/** Whether a cell passes its state on through a gate. */
export function isGated(cell: CellName): cell is 'lstm' | 'gru' {
  return cell === 'lstm' || cell === 'gru';
}

/**
 * Gradient clipping as a config states it: by the norm over all parameters, by each tensor's norm, or element by element.
 */
export interface Clipping {
  readonly kind: 'global-norm' | 'norm' | 'value';
  /** `null` where it is switched off by `null` or `false`. */
  readonly threshold: number | null;
  /** Whether the framework reads the value as "do not clip". */
  readonly off: boolean;
}

/** What wrote the config, as far as its keys tell. */
export type ConfigFamily =
  | 'keras'
  | 'keras-optimizer'
  | 'hugging-face'
  | 'training-arguments'
  | 'lightning'
  | 'hydra'
  | 'fairseq'
  | 'espnet'
  | 'allennlp'
  | 'deepspeed'
  | 'code'
  | 'ml-agents'
  | 'stable-baselines3'
  | 'opennmt'
  | 'neuralhydrology'
  | 'speechbrain'
  | 'plain';

/** The values of a config that decide what happens to gradients. */
export interface ConfigFields {
  readonly cell: CellName;
  readonly hiddenSize: number;
  readonly layers: number;
  readonly activation: ActivationName;
  readonly initializer: Initializer;
  readonly sequenceLength: number;
  readonly clipping: Clipping;
  /** Keras's unit_forget_bias: adds 1 to the forget gate's bias. */
  readonly unitForgetBias: boolean;
  /** The forget gate's bias itself. */
  readonly forgetBias: number;
  /** T_max of the chrono initialization [Tallec2018]. */
  readonly chrono: number;
  /** ρ that the recurrent matrix is scaled to after it was drawn, as reservoirs are. */
  readonly spectralRadius: number;
  /** h ← keep·h + gain·φ(W h + …). */
  readonly leak: LeakyStep;
}

export type ConfigField = keyof ConfigFields;

export const configFields = [
  'cell',
  'hiddenSize',
  'layers',
  'activation',
  'initializer',
  'sequenceLength',
  'clipping',
  'unitForgetBias',
  'forgetBias',
  'chrono',
  'spectralRadius',
  'leak',
] as const satisfies readonly ConfigField[];

/** The state goes through a normalization; gates are written by hand. */
export type Unmodeled = 'normalized-state' | 'own-gates';

/** Where a model that stands in source code comes from. */
export interface CodeOrigin {
  readonly library: LibraryName;
  /** What its recurrent matrix starts from, or what a step keeps, is given but does not stand in the text. */
  readonly open?: boolean;
  /** What keeps the file's own step from being predicted as the cell that it names. */
  readonly unmodeled?: Unmodeled;
  /** Cells that the same call makes where an argument that stands elsewhere says so. */
  readonly others?: readonly CellName[];
  readonly bidirectional: boolean;
  readonly evidence: readonly Evidence[];
}

/** One recurrent layer or stack that a config describes, or, without a cell, clipping alone. */
export interface RecurrentConfig {
  readonly family: ConfigFamily;
  readonly framework: Framework;
  /** The layer's own name or the key path of its block; `config` for the root. */
  readonly name: string;
  /** The model block, and the key (or class name) where a lens stands. */
  readonly range: TextRange;
  readonly anchor: TextRange;
  /** What the text states, each with its place; what is missing is not stated. */
  readonly fields: { readonly [K in ConfigField]?: Placed<ConfigFields[K]> };
  /** Where the framework's own clipping key would go: before the key at `before`. */
  readonly clippingSlot: { readonly key: string; readonly before: TextRange } | null;
  /** Whose defaults hold, where the family's are not its framework's. */
  readonly library?: LibraryName;
  /** For a model in source code. */
  readonly code?: CodeOrigin;
}

/** Where clipping stands when a config does not state it but names its trainer: that trainer's default. An architecture alone names none. */
export function defaultClipping(family: ConfigFamily): Clipping | null {
  switch (family) {
    case 'training-arguments':
      return { kind: 'global-norm', threshold: 1, off: false };
    // PPO's own.
    case 'stable-baselines3':
      return { kind: 'global-norm', threshold: 0.5, off: false };
    case 'espnet':
    case 'opennmt':
    case 'speechbrain':
      return { kind: 'global-norm', threshold: 5, off: false };
    case 'keras-optimizer':
    case 'lightning':
    case 'fairseq':
    case 'deepspeed':
    case 'allennlp':
      return { kind: 'global-norm', threshold: null, off: true };
    default:
      return null;
  }
}
