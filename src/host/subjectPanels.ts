import * as vscode from 'vscode';

/** The page in a panel that shows one subject. */
export interface SubjectPage<Wish> {
  /** Does its panel have the focus? */
  readonly active: boolean;
  /** Comes to the front, with the wish of the command that asked for it. */
  reveal(wish?: Wish): void;
}

/** How panels of one kind come about. */
export interface SubjectPanelsOptions<Subject, Wish, Page> {
  readonly viewType: string;
  /** Where a panel opens; beside the editor if not given. */
  readonly column?: vscode.ViewColumn;
  readonly extension: vscode.Uri;
  /** The same for two subjects that share a panel. */
  readonly keyOf: (subject: Subject) => string;
  readonly titleOf: (subject: Subject) => string;
  /** The subject from a saved state, if it is one. */
  readonly parse: (data: unknown) => Subject | undefined;
  readonly create: (panel: vscode.WebviewPanel, subject: Subject, wish?: Wish) => Page;
}

/** Longest title of a tab of the editor, in characters. */
const maxTitle = 40;

/** The open panels of one kind, one for each subject, and the serializer that brings them back after a reload. */
export class SubjectPanels<Subject, Page extends SubjectPage<Wish>, Wish = never>
  implements vscode.Disposable
{
  private readonly open = new Map<string, { readonly panel: vscode.WebviewPanel; readonly page: Page }>();
  private readonly restoring: vscode.Disposable;

  constructor(private readonly options: SubjectPanelsOptions<Subject, Wish, Page>) {
    this.restoring = vscode.window.registerWebviewPanelSerializer(options.viewType, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        const subject = options.parse((state as { subject?: unknown } | undefined)?.subject);
        if (subject) this.adopt(panel, subject);
        else panel.dispose();
        return Promise.resolve();
      },
    });
  }

  /** The page that has the focus, if one has. */
  get active(): Page | undefined {
    return [...this.open.values()].find(({ page }) => page.active)?.page;
  }

  /** Shows the panel of a subject, a new one or the one already there. */
  show(subject: Subject, wish?: Wish): void {
    const known = this.open.get(this.options.keyOf(subject));
    if (known) {
      known.page.reveal(wish);
      return;
    }
    const title = this.options.titleOf(subject);
    const panel = vscode.window.createWebviewPanel(
      this.options.viewType,
      title.length > maxTitle ? `${title.slice(0, maxTitle - 1)}…` : title,
      this.options.column ?? vscode.ViewColumn.Beside,
      { enableScripts: true },
    );
    this.adopt(panel, subject, wish);
  }

  private adopt(panel: vscode.WebviewPanel, subject: Subject, wish?: Wish): void {
    const { keyOf, create, extension } = this.options;
    const key = keyOf(subject);
    this.open.get(key)?.panel.dispose();
    panel.iconPath = vscode.Uri.joinPath(extension, 'media', 'icon.svg');
    const opened = { panel, page: create(panel, subject, wish) };
    this.open.set(key, opened);
    panel.onDidDispose(() => {
      if (this.open.get(key) === opened) this.open.delete(key);
    });
  }

  dispose(): void {
    this.restoring.dispose();
    for (const { panel } of this.open.values()) panel.dispose();
  }
}
