/** What every page may ask of the host. */
export interface PageHost {
  /** Puts text on the clipboard; `what` names it in the status bar. */
  copy(params: { readonly text: string; readonly what: string }): Promise<void>;
  /** Saves a file that the page made, after asking where; `base64` for PNG, plain text otherwise. */
  save(params: ExportFile): Promise<void>;
}

/** A file that a page made. */
export interface ExportFile {
  readonly suggestedName: string;
  readonly content: string;
  readonly encoding: 'utf8' | 'base64';
}

/** What the host may ask of every page. */
export interface PageView {
  /** What the page shows, or a setting, changed: pull it again. */
  changed(params: null): void;
}
