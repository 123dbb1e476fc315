/** What is wrong with an input, with the numbers that say so; `src/present/invalidInput` makes a sentence of it. */
export type InvalidInputReason =
  /** What is wrong, in a part that has a name. */
  | { readonly kind: 'within'; readonly name: string; readonly reason: InvalidInputReason }
  | { readonly kind: 'empty'; readonly rows: number; readonly columns: number }
  | { readonly kind: 'not-square'; readonly rows: number; readonly columns: number }
  /** An entry, counted from 0. */
  | { readonly kind: 'not-finite'; readonly row: number; readonly column: number; readonly value: number }
  /** The layer, counted from 1, behind which a signal is no longer finite. */
  | { readonly kind: 'signal-overflow'; readonly layer: number }
  /** The step, counted from 1, on which a cell's state is no longer finite. */
  | { readonly kind: 'state-overflow'; readonly step: number }
  /** A tensor with fewer elements than its shape says. */
  | { readonly kind: 'too-few-elements'; readonly tensor: string; readonly elements: number }
  /** An element of a tensor, counted from 0. */
  | { readonly kind: 'not-a-number'; readonly tensor: string; readonly index: number }
  /** A person's own inputs have another width than the cell takes; `null`: its input weights are not known. */
  | {
      readonly kind: 'inputs-width';
      readonly inputs: string;
      readonly width: number;
      readonly cell: string;
      readonly wanted: number | null;
    }
  /** A sequence of which at most so many steps can be followed. */
  | { readonly kind: 'too-many-steps'; readonly steps: number; readonly most: number }
  | { readonly kind: 'target-not-positive'; readonly target: number }
  | { readonly kind: 'no-spectral-radius'; readonly rows: number; readonly columns: number }
  | { readonly kind: 'spectral-radius-zero'; readonly target: number }
  | { readonly kind: 'sigma-max-zero'; readonly target: number }
  | { readonly kind: 'no-identity'; readonly rows: number; readonly columns: number };

/** Input that nothing can be computed of. The message is for developers, in English; people read the reason's sentence. */
export class InvalidInput extends RangeError {
  constructor(
    message: string,
    readonly reason: InvalidInputReason,
  ) {
    super(message);
  }

  /** The same of a named part of the input. */
  within(name: string): InvalidInput {
    return new InvalidInput(`${name}: ${this.message}`, { kind: 'within', name, reason: this.reason });
  }
}
