import type { TextRange } from '../../../core/textRange';
import type { FeedbackForm } from '../../../core/role/evidence';
import type { Expression } from './expression';
import type { Scope, Variable } from './scopes';
import type { Source } from './source';

/** A matrix multiplies its own output. */
export interface Feedback {
  readonly matrix: Variable;
  readonly form: FeedbackForm;
  readonly range: TextRange;
  readonly state: string;
  readonly source: Source | null;
  /** The other ways from the state to itself. */
  readonly others: readonly Source[];
  readonly transposed: boolean;
  /** What the loop runs over. */
  readonly over: { readonly expression: Expression; readonly scope: Scope } | null;
}

/** A variable takes what another holds: by assignment, as an argument, out of a list. */
export interface Alias {
  readonly from: Variable;
  readonly to: Variable;
  readonly at: number;
  /** Assigned, and not handed over: names given so are names of the matrix itself. */
  readonly direct: boolean;
  /** The statement runs for certain, and not again. */
  readonly straight?: boolean;
}

export type UseKind =
  /** Multiplies something. */
  | 'product'
  /** The middle or the sides of Xᵀ W X. */
  | 'quadratic'
  /** An argument of a function that is not known. */
  | 'argument'
  /** An operand of an elementwise operator, or indexed. */
  | 'operand'
  | 'expectation';

/** What a file does with a matrix. */
export interface Use {
  readonly symbol: Variable;
  readonly kind: UseKind;
  readonly range: TextRange;
}

/** What is set, and where a matrix goes by a call: `rnn.weight_hh_l0.copy_(W)`, `layer.set_weights([U, W, b])`. */
export interface Handing {
  readonly symbol: Variable;
  /** `rnn.weight_hh_l0.copy_` */
  readonly callee: string;
  /** The place in a list of so many, or -1. */
  readonly place: number;
  readonly of: number;
  readonly range: TextRange;
}

/** A statement that changes what a variable holds. */
export interface Mutation {
  readonly symbol: Variable;
  readonly scope: Scope;
  readonly range: TextRange;
  readonly inLoop: boolean;
  /** The statement runs for certain, in order, where the variable was bound. */
  readonly straight: boolean;
  readonly operator: string;
  /** The entry that is set, as expressions; null for the whole. */
  readonly entry: readonly Expression[] | null;
  readonly value: Expression;
}

/** Everything that the flow of values shows. */
export interface Observations {
  readonly feedback: Feedback[];
  readonly aliases: Alias[];
  readonly uses: Use[];
  readonly handings: Handing[];
  readonly mutations: Mutation[];
}
