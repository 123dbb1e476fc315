import * as vscode from 'vscode';
import type { TextRange } from '../../core/textRange';
import type { Judgment } from '../../core/verdict';
import { urgency } from '../../present/answer';
import { verdictWord } from '../../present/verdictWord';
import { internalCommands } from '../contributions';

/** What a row stands for: something found, a log, checkpoints of one training, or what was not looked at yet. */
export type RowRole = 'code' | 'config' | 'checkpoint' | 'matrix' | 'run' | 'series' | 'more';

/** A row of a view of the side bar. */
export interface Row {
  /** Equal for the same thing at another time. */
  readonly id: string;
  readonly role: RowRole;
  readonly uri: vscode.Uri;
  readonly label: string;
  /** Of what it stands for, the worst of several; `null` where there is none. */
  readonly verdict: Judgment | null;
  /** Behind the label: the verdict with its figures. */
  readonly said: string;
  readonly tooltip?: string;
  /** Where it stands in its file. */
  readonly range?: TextRange;
  /** Shows all figures of it. */
  readonly panel?: { readonly command: string; readonly arguments: readonly unknown[] };
  /** The checkpoint before it in its series. */
  readonly previous?: vscode.Uri;
  /** Its log is being written. */
  readonly isLive?: boolean;
  readonly rows?: readonly Row[];
}

const roleIcons: Readonly<Record<RowRole, string>> = {
  code: 'symbol-class',
  config: 'settings',
  checkpoint: 'database',
  matrix: 'table',
  run: 'graph-line',
  series: 'layers',
  more: 'ellipsis',
};

const verdictColors: Readonly<Partial<Record<Judgment, string>>> = {
  exploding: 'charts.red',
  growing: 'charts.orange',
  fading: 'charts.blue',
  vanishing: 'charts.blue',
};

/** What explodes first, then what vanishes, …; then by their names. */
export function worstFirst(a: Row, b: Row): number {
  return urgency.indexOf(a.verdict) - urgency.indexOf(b.verdict) || a.label.localeCompare(b.label);
}

/** The worst verdict among rows. */
export const worstOf = (rows: readonly Row[]): Judgment | null =>
  urgency.find((name) => rows.some(({ verdict }) => verdict === name)) ?? null;

/** A row as VS Code shows it: the icon tells the role, the words behind the name the verdict. */
export function itemOf(row: Row): vscode.TreeItem {
  const { id, role, label, verdict, said, tooltip, panel, previous, isLive, rows } = row;
  const item = new vscode.TreeItem(
    label,
    rows ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  const color = verdict && verdictColors[verdict];
  item.id = id;
  item.iconPath = new vscode.ThemeIcon(
    isLive ? 'pulse' : roleIcons[role],
    color ? new vscode.ThemeColor(color) : undefined,
  );
  item.description = isLive ? vscode.l10n.t('live · {0}', said) : said;
  item.tooltip = [label, said, tooltip].filter(Boolean).join('\n');
  item.contextValue = [role, panel ? 'panel' : '', previous ? 'previous' : ''].filter(Boolean).join(' ');
  item.accessibilityInformation = {
    label: [label, verdict ? verdictWord(verdict) : '', said].filter(Boolean).join(', '),
  };
  if (role !== 'series') {
    item.command = { command: internalCommands.openRow, title: label, arguments: [row] };
  }
  return item;
}
