import type { TextRange } from '../textRange';
import type { Framework } from '../initializers/names';
import type { Initializer } from '../initializers/initializer';
import type { ActivationName } from '../recurrence/activation';

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

/** Cells by what their step does: h' = φ(W h + …), or a gated one. */
export type CellName = 'rnn' | 'lstm' | 'gru';

/** How many H × H blocks the recurrent matrix stacks. */
export const gatesOf: Readonly<Record<CellName, number>> = { rnn: 1, lstm: 4, gru: 3 };

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
] as const satisfies readonly ConfigField[];

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
}

/** Where clipping stands when a config does not state it: the framework's default. */
export function defaultClipping(family: ConfigFamily): Clipping | null {
  switch (family) {
    case 'training-arguments':
      return { kind: 'global-norm', threshold: 1, off: false };
    case 'espnet':
      return { kind: 'global-norm', threshold: 5, off: false };
    case 'keras':
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
