import type { TextRange } from '../textRange';

/** What speaks against a recurrence. */
export type VetoKind =
  /** Stands in an assertion, or is named as an expectation. */
  | 'expectation'
  /** The feedback stands in a function that tests something. */
  | 'test'
  /** Siblings show another family: `w_ll`, `w_lh` are wavelets. */
  | 'other-family'
  /** Is not square, so it has no powers of its own. */
  | 'not-square'
  /** One of several gates of a cell: its powers are not the cell's. */
  | 'gate'
  /** Every entry is a whole number, and the text does not ask for another type. */
  | 'integers'
  | 'one-by-one'
  /** The last row is 0 … 0 1: an affine map. */
  | 'homogeneous'
  /** Orthogonal with determinant 1. */
  | 'rotation'
  /** Rows (or columns) are probabilities that add up to 1. */
  | 'stochastic'
  /** Symmetric positive definite, and named like a covariance. */
  | 'covariance'
  /** The name belongs to a thing of another kind: `rotation`, `camera_matrix`, `adjacency`. */
  | 'other-name'
  /** Stands in a product of the form Xᵀ W X, as weights and models of filters do. */
  | 'quadratic-form'
  /** The state is divided by its own norm at each step, as in the power method. */
  | 'normalized'
  /** The old state is added to a linear product: a differential equation is integrated, or a system solved. */
  | 'integration'
  /** Other matrices multiply the same state on its way to the next step. */
  | 'mixed'
  /** The file multiplies something else by it and never its own output. */
  | 'feedforward-use'
  /** The file does something else with it: it is an image, a table, an argument. */
  | 'other-use'
  /** Its entries change in a way that does not stand in the text. */
  | 'changed';

/** One thing that speaks against a recurrence, and where. */
export interface Veto {
  readonly kind: VetoKind;
  /** What shows it: sibling names, the name itself. */
  readonly names?: readonly string[];
  readonly range?: TextRange;
}
