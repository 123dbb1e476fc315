import type { Analysis } from '../core/analysis';
import type { ActivationName } from '../core/recurrence/activation';
import type { RemedyName } from '../core/remedies';
import type { SpectrumGrowth } from '../core/spectrumGrowth';
import type { Standing } from '../core/record';
import type { PageHost, PageView } from './page';
import type { InputsHost, QuestionHost } from './questions';
import type { TabId } from './tabs';

/** All that the panel of one matrix shows. */
export interface PanelModel {
  readonly name: string;
  /** File name without folders, or another place in words; empty for a typed expression. */
  readonly file: string;
  /** Line of the matrix in that file, from 1; 0 where there are no lines. */
  readonly line: number;
  /** Where the matrix stands: in a document that can be edited, in a cell's output, in a debugged program, … */
  readonly source: 'document' | 'output' | 'variable' | 'expression' | 'article';
  readonly standing: Standing;
  readonly analysis: Analysis;
  /** `null` for a non-square matrix. */
  readonly spectrum: SpectrumGrowth | null;
}

/** What the person chose in the panel; it is also the panel's saved state. */
export interface PanelChoice {
  readonly steps: number;
  readonly activation: ActivationName;
}

/** What the webview may ask of the host. */
export interface PanelHost extends PageHost, QuestionHost, InputsHost {
  /**
   * The model for a choice, `undefined` for the choice in force. Rejects with one clear sentence when the matrix
   * can no longer be analyzed (removed from the document, ragged now …).
   */
  model(choice: PanelChoice | undefined): Promise<PanelModel>;
  /** The tab that a command asked for since the last question, if any: it takes precedence over the one last shown. */
  wantedTab(params: null): Promise<TabId | null>;
  /** Shows the matrix in its text. */
  reveal(params: null): void;
  /**
   * Applies a remedy to the document, after a preview; the panel follows the edit by itself. `target` is the spectral radius
   * or the gain that the matrix shall have; without one the remedy's own rule holds.
   */
  apply(params: { readonly remedy: RemedyName; readonly target: number | null }): Promise<void>;
  /** A numpy script that reproduces the figures. */
  python(choice: PanelChoice): Promise<string>;
}

/** What the host may ask of the webview. */
export interface PanelView extends PageView {
  /** A command asked for a tab: pull which. */
  tabWanted(params: null): void;
}
