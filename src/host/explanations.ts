import * as vscode from 'vscode';

/** As vsce packs it and as the repository has it: most file systems tell them apart. */
const names = ['readme.md', 'README.md'];

interface Readme {
  readonly file: vscode.Uri;
  /** The lines of the headings by rule, from 1. */
  readonly lines: ReadonlyMap<string, number>;
}

/** Where the README explains each rule: its heading `### Rule: …`. */
export class Explanations {
  /** Sought when the first diagnostic asks, not at activation. */
  private found: Promise<Readme> | undefined;

  constructor(private readonly extensionUri: vscode.Uri) {}

  /** The README at the line that explains the rule; its beginning if the heading is not there. */
  async uri(rule: string): Promise<vscode.Uri> {
    const { file, lines } = await this.readme();
    // The links of diagnostics open files at `#L12`, but run no commands.
    return file.with({ fragment: `L${lines.get(rule) ?? lines.get(familyOf(rule)) ?? 1}` });
  }

  /** Shows the explanation as rendered Markdown. */
  async show(rule: string): Promise<void> {
    const { file, lines } = await this.readme();
    const heading = lines.has(rule) ? rule : familyOf(rule);
    await vscode.commands.executeCommand('markdown.showPreview', file.with({ fragment: `rule-${heading}` }));
  }

  private readme(): Promise<Readme> {
    this.found ??= find(this.extensionUri);
    return this.found;
  }
}

/** Some rules are explained together: `cell-jacobian` of `cell-jacobian-vanishing`. */
const familyOf = (rule: string): string => rule.replace(/-[a-z]+$/, '');

async function find(folder: vscode.Uri): Promise<Readme> {
  const files = names.map((name) => vscode.Uri.joinPath(folder, name));
  for (const file of files) {
    try {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      const headings = text
        .split('\n')
        .map((line, i) => [/^### Rule: (\S+)/.exec(line)?.[1] ?? '', i + 1] as const);
      return { file, lines: new Map(headings) };
    } catch {
      // The other name, then.
    }
  }
  // An installation without its README still underlines.
  return { file: files[0]!, lines: new Map() };
}
