import type { Expectation } from '../../../core/recurrence/linear/expectation';
import type { FamilyName, LinearRecurrence } from '../../../core/recurrence/linear/family';

/** What a family is told in. */
export interface FamilyWords<F extends FamilyName> {
  /** What the figures of the weights alone assume, as a phrase: `at dt = softplus(dt_bias), …`. */
  readonly assumption: (layer: LinearRecurrence) => string;
  /** What the family stores where a tensor is otherwise. */
  readonly expected: (expectation: Extract<Expectation, { readonly family: F }>) => string;
}

/** The words of some families. */
export type Words<F extends FamilyName> = { readonly [Name in F]: FamilyWords<Name> };

/** For a family that refuses nothing. */
export const refusesNothing = (expectation: never): string => expectation;
