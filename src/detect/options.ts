import type { Progress } from '../core/linalg/matrix';
import type { ExpressionEvaluator } from './expression/expression';
import type { Tree } from './python/syntax';

/** What bounds a detection, and what it may use. */
export interface DetectOptions {
  /** The most entries that a single matrix may have; above it the matrix is named as too large. */
  readonly maxEntries: number;
  /** Works out entries such as `np.sqrt(2)/2`; without it they count as not numeric. */
  readonly evaluate: ExpressionEvaluator | undefined;
  /** Whether matrices tell where each of their numbers stands; it costs memory, so only edits ask for it. */
  readonly keepPlaces?: boolean;
  /** The other cells of a notebook, for a text that is one: a loop may train what another cell made. */
  readonly cells?: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** The text's syntax tree, where it has been parsed before. */
  readonly tree?: Tree;
  /** Called at regular steps with the share of the text read; it throws to cancel. */
  readonly progress?: Progress;
}
