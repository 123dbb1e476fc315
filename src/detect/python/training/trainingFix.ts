import type { TextRange } from '../../../core/textRange';
import type { TextEdit } from '../../../core/textEdit';

export type TrainingFixKind =
  'clip-pytorch' | 'clip-keras' | 'clip-optax' | 'clip-lightning' | 'forget-bias' | 'forget-bias-keras';

/** A change to a training script that makes gradients better behaved. */
export interface TrainingFix {
  readonly kind: TrainingFixKind;
  /** The function, variable or call that it is about, e.g. `train`, `self.lstm`. */
  readonly name: string;
  /** Where it is offered: from `backward()` to `step()`, or the call that is changed. */
  readonly range: TextRange;
  /** What an underline marks: the `backward()` of a loop, or the call. */
  readonly mark: TextRange;
  /** What the edit does, as the title of an action. */
  readonly title: string;
  /** The edits in the order of the text; together they leave a script that compiles. */
  readonly edits: readonly TextEdit[];
  /** What is risky as the script stands, for a diagnostic; `null` where the fix is merely a possibility. */
  readonly concern: string | null;
}

/** The customary threshold as scripts write it (`conventionalMaxGradNorm` of the core). */
export const maxNorm = '1.0';
