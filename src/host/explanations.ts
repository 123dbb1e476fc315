import * as vscode from 'vscode';

/** The page on the rules. */
interface RulesPage {
  readonly file: vscode.Uri;
  /** The lines of the headings by rule, from 1. */
  readonly lines: ReadonlyMap<string, number>;
}

/** Where docs/rules.md explains each rule: its heading `### Rule: …`. */
export class Explanations {
  /** Sought when the first diagnostic asks, not at activation. */
  private found: Promise<RulesPage> | undefined;

  constructor(private readonly extensionUri: vscode.Uri) {}

  /** The page at the line that explains the rule; its beginning if the heading is not there. */
  async uri(rule: string): Promise<vscode.Uri> {
    const { file, lines } = await this.page();
    // The links of diagnostics open files at `#L12`, but run no commands.
    return file.with({ fragment: `L${lines.get(rule) ?? lines.get(familyOf(rule)) ?? 1}` });
  }

  /** Shows the explanation as rendered Markdown. */
  async show(rule: string): Promise<void> {
    const { file, lines } = await this.page();
    const heading = lines.has(rule) ? rule : familyOf(rule);
    await vscode.commands.executeCommand('markdown.showPreview', file.with({ fragment: `rule-${heading}` }));
  }

  private page(): Promise<RulesPage> {
    this.found ??= find(this.extensionUri);
    return this.found;
  }
}

/** Some rules are explained together: `cell-jacobian` of `cell-jacobian-vanishing`. */
const familyOf = (rule: string): string => rule.replace(/-[a-z]+$/, '');

async function find(folder: vscode.Uri): Promise<RulesPage> {
  const file = vscode.Uri.joinPath(folder, 'docs', 'rules.md');
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const headings = text
      .split('\n')
      .map((line, i) => [/^### Rule: (\S+)/.exec(line)?.[1] ?? '', i + 1] as const);
    return { file, lines: new Map(headings) };
  } catch {
    // An installation without the page still underlines.
    return { file, lines: new Map() };
  }
}
