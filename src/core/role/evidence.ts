import type { TextRange } from '../textRange';

/** How a file shows that a matrix multiplies its own output. */
export type FeedbackForm =
  /** The state is assigned anew from the product, in a loop. */
  | 'loop'
  /** The product is the carry of `scan`, `fori_loop`, `while_loop`, `reduce`, `foldl`, `accumulate`. */
  | 'scan'
  /** A function hands the product to itself. */
  | 'recursion'
  /** A function or method takes the old state and returns the new one. */
  | 'step'
  /** An attribute or a global is assigned anew from the product whenever the method runs. */
  | 'attribute'
  /** The product is multiplied by the same matrix again, written out step by step. */
  | 'unrolled'
  /** A power is taken: `matrix_power(W, k)`, `W @ W @ W`, `W^k`, `multi_dot([W] * k)`. */
  | 'power';

/** A step `h ← keep·h + gain·φ(W h + …)`; `keep` is 0 and `gain` 1 where there is no leak. */
export interface LeakyStep {
  readonly keep: number;
  readonly gain: number;
}

/** The matrix multiplies its own output, as the text shows. */
export interface FeedbackEvidence {
  readonly kind: 'feedback';
  readonly form: FeedbackForm;
  /** The product, or the power. */
  readonly range: TextRange;
  /** The state that carries the product from step to step, as it is written; absent for a power. */
  readonly state?: string;
  /** The elementwise function around the product as it is called (`np.tanh`), if one is known. */
  readonly activation?: string;
  /** Absent: the product alone is the new state. Null: the old state is added, in shares that do not stand in the text. */
  readonly leak?: LeakyStep | null;
  /** How often the loop that feeds back turns, if that stands in the text. */
  readonly steps?: { readonly value: number; readonly range: TextRange };
  /** The transpose is what multiplies. */
  readonly transposed?: boolean;
}

/** Why something is held to have a role: a value with a place. The sentences are made of it elsewhere. */
export type Evidence =
  /** `strong` names mean nothing else (`weight_hh_l0`); others are customary (`W`). */
  | {
      readonly kind: 'name';
      readonly name: string;
      readonly strength: 'strong' | 'customary';
      readonly range?: TextRange;
    }
  | FeedbackEvidence
  /** The tensors beside it: `weight_ih_l0`, `kernel`, `bias`. */
  | { readonly kind: 'siblings'; readonly names: readonly string[]; readonly range?: TextRange }
  /** What makes or takes it: `nn.RNN`, `rnn.set_weights`, `rnn.weight_hh_l0.copy_`. */
  | { readonly kind: 'constructor'; readonly callee: string; readonly range?: TextRange }
  /** The framework's layout of a file; for a chain of layers, what in the module of that name declares their order. */
  | { readonly kind: 'layout'; readonly layout: string; readonly order?: 'indices' | 'numbers' | 'graph' }
  /** A key or a config that names a cell. */
  | { readonly kind: 'config'; readonly key: string; readonly range?: TextRange }
  /** A person asked for it. */
  | { readonly kind: 'asked' };
export type EvidenceKind = Evidence['kind'];
