import type { GateRole } from './layout/cell';

/** A step that was taken: the states before and after it, and what its pre-activations are made of. */
export interface Moment {
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** U·x_t, without a bias. */
  readonly ux: Float64Array;
  /** W·h_{t−1}, without a bias. */
  readonly wh: Float64Array;
}

/** What the units of a cell do in one step. */
export interface Activity {
  /** The values of the gates, a unit each; none for a vanilla cell. */
  readonly gates: readonly { readonly role: GateRole; readonly values: Float64Array }[];
  /** φ' of the activations that saturate: of the candidate (of a vanilla cell: the state), and of an LSTM's memory c. */
  readonly slopes: readonly { readonly of: SaturatingPart; readonly values: Float64Array }[];
}

export const saturatingParts = ['state', 'candidate', 'memory'] as const;
/** What an activation is applied to. */
export type SaturatingPart = (typeof saturatingParts)[number];
