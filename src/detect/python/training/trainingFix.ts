import * as l10n from '@vscode/l10n';
import type { TextRange } from '../../../core/textRange';
import type { TextEdit } from '../../../core/textEdit';

export type TrainingFixKind =
  | 'clip-pytorch'
  | 'clip-keras'
  | 'clip-optax'
  | 'clip-lightning'
  | 'clip-fastai'
  | 'clip-huggingface'
  | 'clip-by-hand'
  | 'forget-bias'
  | 'forget-bias-keras';

/** Who runs the training. */
export type TrainingFramework =
  'pytorch' | 'lightning' | 'keras' | 'tensorflow' | 'optax' | 'fastai' | 'huggingface' | 'numpy';

/** What shows that the model of a training recurs. */
export interface TrainingEvidence {
  /** A layer that is made, a state that is fed back, a name that says so, or a word that chooses a cell. */
  readonly kind: 'constructor' | 'feedback' | 'name' | 'config';
  /** The layer, the state, the name or the word. */
  readonly what: string;
  /** Where it stands; null where that is in another cell of a notebook. */
  readonly range: TextRange | null;
}

/** A training loop, or what sets one up, and a change to it that makes gradients better behaved. */
export interface TrainingFix {
  readonly kind: TrainingFixKind;
  readonly framework: TrainingFramework;
  /** The function, variable or call that it is about, e.g. `train`, `self.lstm`. */
  readonly name: string;
  /** Where it is offered: from `backward()` to `step()`, or the call that is changed. */
  readonly range: TextRange;
  /** What an underline marks: the `backward()` of a loop, or the call. */
  readonly mark: TextRange;
  /** What the edit does, as the title of an action. */
  readonly title: string;
  /** The edits in the order of the text, which together leave a script that compiles; none where no edit helps. */
  readonly edits: readonly TextEdit[];
  /** What shows that the model recurs, where there is a concern. */
  readonly evidence: TrainingEvidence | null;
  /** What is risky as the script stands, for a diagnostic; `null` where the fix is merely a possibility. */
  readonly concern: string | null;
}

/** The customary threshold as scripts write it (`conventionalMaxGradNorm` of the core). */
export const maxNorm = '1.0';

/** The sentences of the rule `unclipped-training`. */
export const concern = {
  /** Of a loop that is written out. */
  loop: (): string =>
    l10n.t(
      'This loop trains a recurrent model without clipping its gradients: one exploding gradient can undo the training.',
    ),
  /** Of a trainer or an optimizer that runs the loop. */
  trainer: (): string =>
    l10n.t(
      'A recurrent model is trained here and nothing clips its gradients: one exploding gradient can undo the training.',
    ),
};
