import type { TextRange } from '../core/textRange';
import type { NoticeRule } from '../core/config/notices';
import type { Prediction } from '../core/config/prediction';
import type { ConfigField, RecurrentConfig } from '../core/config/recurrentConfig';

/** A change to one value in the document. */
export interface ConfigEdit {
  readonly title: string;
  readonly range: TextRange;
  readonly text: string;
}

/** Edits by the field that each changes. */
export type ConfigEdits = { readonly [K in ConfigField]?: ConfigEdit };

/** What is worth underlining at a value, with the edits that mend it. */
export interface ConfigNotice {
  readonly rule: NoticeRule;
  readonly severity: 'warning' | 'information';
  readonly field: ConfigField;
  readonly message: string;
  readonly range: TextRange;
  readonly edits: readonly ConfigEdit[];
}

/** A config, with changes made to it or not, and what it leads to. */
export interface PredictionModel {
  readonly config: RecurrentConfig;
  /** `null` for a config of clipping alone. */
  readonly prediction: Prediction | null;
  /** What the clipping in force does, in one sentence; `null` where none is known. */
  readonly clipping: string | null;
}

/** A config found in a document. */
export interface ConfigFinding extends PredictionModel {
  readonly notices: readonly ConfigNotice[];
}
