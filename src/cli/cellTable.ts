import type { PlacedCellRecord } from '../core/recurrence/records';
import type { Judgment } from '../core/verdict';
import { formatNumber } from '../present/format';
import { gainText, labelOf, memoryOf } from '../present/kinds';
import { whatAndOrigin } from '../present/label';
import { verdictSymbols } from '../present/symbols';
import { lineOf } from './place';
import { colors, printable, type Style } from './style';

/** A cell of a text in a few lines for people: the verdict, why it recurs and what follows, its gates. */
export function cellLines(
  record: PlacedCellRecord,
  style: (format: Style, text: string) => string,
): string[] {
  const verdict = record.verdict as Judgment;
  const label = labelOf(record);
  const head = [
    lineOf(record.location),
    printable(record.name),
    `${whatAndOrigin(label)}, ${label.size}`,
    `${verdictSymbols[verdict]} ${verdict}`,
    `${gainText(record)} in ${record.steps}`,
    memoryOf(record),
  ];
  const [reason] = record.evidence;
  const gates = record.gates.map(
    ({ gate, sigmaMax, spectralRadius }) =>
      `${gate}: σ_max ${formatNumber(sigmaMax)}, ρ ${formatNumber(spectralRadius)}`,
  );
  return [
    style(colors[verdict], `  ${head.filter((cell) => cell !== '').join('  ')}`),
    `      ${reason ? `${printable(`${record.role}: ${reason.text}.`)} ` : ''}${printable(record.explanation)}`,
    `      ${gates.join(' · ')}`,
    ...record.notes.map((note) => `      ${style('dim', `Note: ${printable(note)}`)}`),
  ];
}
