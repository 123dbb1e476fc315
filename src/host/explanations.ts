import * as vscode from 'vscode';

/** Where the README explains each rule: its heading `### Rule: …`. */
export class Explanations {
  /** Read when the first diagnostic asks, not at activation. */
  private lines: Promise<ReadonlyMap<string, number>> | undefined;

  constructor(private readonly readme: vscode.Uri) {}

  /** The README at the line that explains the rule; its beginning if the heading is not there. */
  async uri(rule: string): Promise<vscode.Uri> {
    this.lines ??= this.read();
    // The links of diagnostics open files at `#L12`, but run no commands.
    return this.readme.with({ fragment: `L${(await this.lines).get(rule) ?? 1}` });
  }

  /** Shows the explanation as rendered Markdown. */
  show(rule: string): Thenable<void> {
    return vscode.commands.executeCommand(
      'markdown.showPreview',
      this.readme.with({ fragment: `rule-${rule}` }),
    );
  }

  private async read(): Promise<ReadonlyMap<string, number>> {
    try {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(this.readme));
      const headings = text
        .split('\n')
        .map((line, i) => [/^### Rule: (\S+)/.exec(line)?.[1] ?? '', i + 1] as const);
      return new Map(headings);
    } catch {
      // An installation without its README still underlines.
      return new Map();
    }
  }
}
