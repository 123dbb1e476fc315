import type {
  CheckpointDetail,
  CheckpointItem,
  CheckpointSummary,
  DetailSubject,
  Page,
  QuickFigures,
  TensorRow,
} from './checkpoint';
import type { PageHost, PageView } from './page';

/** The checkpoint of the editor, or the one it is compared with. */
export type Side = 'this' | 'other';

/** The checkpoint that an editor's own is compared with; it counts as the earlier of the two. */
export interface Comparison {
  readonly uri: string;
  readonly summary: CheckpointSummary;
}

/** What the page of a checkpoint editor may ask of the host. */
export interface CheckpointHost extends PageHost {
  /** Opens the file, anew if it is open: with a horizon, or with `null` for that of config.json or the settings. */
  open(params: { readonly steps: number | null }): Promise<CheckpointSummary>;
  tensors(params: { readonly from: number }): Promise<Page<TensorRow>>;
  items(params: { readonly side: Side; readonly from: number }): Promise<Page<CheckpointItem>>;
  quick(params: { readonly side: Side; readonly index: number }): Promise<QuickFigures>;
  detail(params: { readonly subject: DetailSubject }): Promise<CheckpointDetail>;
  /**
   * Asks for the person's own inputs, which then drive the cells that they fit; `false` when they chose none. The checkpoint
   * is to be opened anew.
   * @throws one sentence for inputs that do not drive that item
   */
  driveWithData(params: { readonly index: number }): Promise<boolean>;
  /** Gaussian inputs again. */
  driveWithoutData(params: null): Promise<void>;
  /** Gives up what is being computed. */
  cancel(params: null): void;
  /** Opens the checkpoint to compare with; without a URI the person is asked for it. `null` when they chose none. */
  compare(params: { readonly uri: string | null; readonly steps: number | null }): Promise<Comparison | null>;
  /** The checkpoint that a command wants compared since the last question, if any. */
  wantedComparison(params: null): Promise<string | null>;
}

/** What the host may ask of the page. */
export interface CheckpointView extends PageView {
  /** A command wants a comparison: pull which. */
  comparisonWanted(params: null): void;
}
