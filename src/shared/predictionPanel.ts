import type { Thresholds } from '../core/analysis';
import type { WhatIf, WhatIfField } from '../core/config/whatIf';
import type { PredictionModel } from './config';
import type { PageHost } from './page';

/** A change that an edit of the file would make true. */
export interface Applicable {
  readonly field: WhatIfField;
  /** What the edit does, such as `Set init to orthogonal`. */
  readonly title: string;
}

/** All that the panel of one config's prediction shows. */
export interface PredictionPanelModel {
  /** File name without folders. */
  readonly file: string;
  /** Line of the model block, from 1. */
  readonly line: number;
  readonly thresholds: Thresholds;
  /** What the file as it stands leads to. */
  readonly stated: PredictionModel;
  /** The same with the changes. */
  readonly supposed: PredictionModel;
  /** The changes of the question that are values at all. */
  readonly whatIf: WhatIf;
  readonly applicable: readonly Applicable[];
}

/** What the webview of a prediction may ask of the host. */
export interface PredictionPanelHost extends PageHost {
  /**
   * The model with these changes; a later question cancels an earlier one. Rejects with one clear sentence where the file no
   * longer configures the network.
   */
  model(whatIf: WhatIf): Promise<PredictionPanelModel>;
  /** Shows a value in the file, or the model block. */
  reveal(field: WhatIfField | null): Promise<void>;
  /** Makes one of the changes in the file, as one step to undo. */
  apply(params: { readonly field: WhatIfField; readonly whatIf: WhatIf }): Promise<void>;
}
