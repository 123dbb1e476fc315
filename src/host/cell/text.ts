import * as l10n from '@vscode/l10n';
import type { CellRecord } from '../../core/recurrence/records';
import { judgmentOf, type Judgment } from '../../core/verdict';
import { gainRange } from '../../present/cell/gain';
import { cellLabel } from '../../present/cell/label';
import { escapeMarkdown } from '../../present/escapeMarkdown';
import { capitalize, figureText, formatSteps } from '../../present/format';
import { verdictSymbols } from '../../present/symbols';
import { verdictWord } from '../../present/verdictWord';
import type { CellFinding } from '../../shared/service';
import type { HoverLink } from '../hoverText';

/** Notes that a hover names. */
const maxNotes = 2;

const nameOf = ({ verdict }: CellRecord): Judgment | null => judgmentOf(verdict);

/** The one short line above the recurrent weights of a cell. */
export function cellLensTitle({ size, record }: CellFinding): string {
  if (!record) return l10n.t('cell of {0} units · over the size limit, not analyzed', size);
  const name = nameOf(record);
  return l10n.t(
    '{0} · {1}, {2} · gain {3} over {4}',
    ...[name ? `${verdictSymbols[name]} ${verdictWord(name)}` : record.verdict, record.cell.toUpperCase()],
    ...[`H = ${record.hiddenSize}`, gainRange(record), formatSteps(record.steps)],
  );
}

/** What a squiggle says of a cell: shorter than the explanation, which the hover shows below it. */
export function cellMessage(record: CellRecord): string {
  const { name, cell, steps } = record;
  const told = [name, cell.toUpperCase(), gainRange(record), formatSteps(steps)];
  return l10n.t('Exploding gradients in {0} ({1}): gain {2} over {3}.', ...told);
}

/** What a hover says of a cell, in Markdown; `reason` is what shows that it recurs. */
export function cellHoverText(record: CellRecord, reason: string, links: readonly HoverLink[]): string {
  const { what, size } = cellLabel(record);
  const name = nameOf(record);
  const head = name ? `${verdictSymbols[name]} ${capitalize(verdictWord(name))}` : record.verdict;
  const gates = record.gates.map(({ gate, sigmaMax, spectralRadius }) =>
    [gate, figureText(sigmaMax), figureText(spectralRadius)].map((text) => `${escapeMarkdown(text)}&emsp;`),
  );
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    [
      `**${head}** · ${escapeMarkdown(record.name)} · ${[what, size, record.activation].map(escapeMarkdown).join(' · ')}`,
      escapeMarkdown(reason),
      escapeMarkdown(record.explanation),
    ].join('  \n'),
    '',
    row([`${l10n.t('gate')}&emsp;`, 'σ\\_max&emsp;', 'ρ&emsp;']),
    row([':--', ':--', ':--']),
    ...gates.map(row),
    '',
    [
      ...record.notes.slice(0, maxNotes).map(escapeMarkdown),
      links.map(({ label, uri }) => `[${label}](${uri})`).join(' · '),
    ].join('  \n'),
  ].join('\n');
}
