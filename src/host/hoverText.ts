import * as l10n from '@vscode/l10n';
import { capitalize, formatNumber, formatPowerOfTen } from '../present/format';
import { escapeMarkdown } from '../present/escapeMarkdown';
import { explain } from '../present/matrix/explanation';
import { lifeOf } from '../present/matrix/life';
import { remedyText } from '../present/matrix/remedy';
import { explainNonSquare } from '../present/matrix/record';
import { sparkline } from '../present/sparkline';
import { verdictSymbols } from '../present/symbols';
import type { Verdict } from '../core/verdict';
import type { Finding, MatrixSummary } from '../shared/service';
import { verdictWord } from '../present/verdictWord';

/** A link under the hover: text and command URI. */
export interface HoverLink {
  readonly label: string;
  readonly uri: string;
}

/** `1.13 [0.99, 1.27]` where rounding leaves ρ uncertain, else the number alone. */
function radius({ spectralRadius: { value, lower, upper } }: Verdict): string {
  const uncertain = upper - lower > 1e-3 * Math.max(value, Number.MIN_VALUE);
  return formatNumber(value) + (uncertain ? ` (${formatNumber(lower)} … ${formatNumber(upper)})` : '');
}

/** `7.7e-11` as `7.7·10⁻¹¹` reads better in prose, but people copy numbers, so figures stay in E notation. */
function figures(verdict: Verdict): string[] {
  const { steps, sigmaMax, log10Gain, peak, flags } = verdict;
  const cells: (readonly [string, string])[] = [
    ['σ_max', formatNumber(sigmaMax)],
    ['ρ', radius(verdict)],
    [l10n.t('gain, {0} steps', steps), formatPowerOfTen(log10Gain)],
    lifeOf(verdict),
  ];
  if (flags.includes('transient'))
    cells.push([l10n.t('peak'), l10n.t('{0} at step {1}', formatPowerOfTen(peak.log10), peak.step)]);
  // Hovers draw tables without any space between the columns.
  const row = (texts: readonly string[]): string => `| ${texts.map((text) => `${text}&emsp;`).join(' | ')} |`;
  return [
    row(cells.map(([name]) => name.replace('_', '\\_'))),
    `|${':--|'.repeat(cells.length)}`,
    row(cells.map(([, text]) => text)),
  ];
}

/** A curve of log₁₀ gains over k = 1…`steps`: drawn in one line, with both ends. */
export function curveLine(log10Gains: readonly (number | null)[], steps: number): string {
  const end = (at: number): string => formatPowerOfTen(log10Gains.at(at) ?? null, 2);
  return l10n.t('`{0}` {1} → {2}, log scale, k = 1…{3}', sparkline(log10Gains), end(0), end(-1), steps);
}

/** What a hover says of a matrix, in Markdown of under 20 lines. */
export function hoverText(
  { name, shape: [rows, columns], options }: Pick<Finding, 'name' | 'shape' | 'options'>,
  { sigmaMax, largestSigmas, verdict, log10Gains, remedies }: MatrixSummary,
  reason: string,
  links: readonly HoverLink[],
): string {
  const subject = `${escapeMarkdown(name)} · ${rows}×${columns}`;
  const linkLine = links.map(({ label, uri }) => `[${label}](${uri})`).join(' · ');
  if (!verdict) {
    const few = largestSigmas.map((value) => formatNumber(value)).join(', ');
    return [
      `**${subject}**`,
      '',
      escapeMarkdown(explainNonSquare({ rows, columns, sigmaMax })),
      '',
      `σ: ${few}${Math.min(rows, columns) > largestSigmas.length ? ', …' : ''}`,
      '',
      linkLine,
    ].join('\n');
  }
  const [remedy] = remedies;
  const head = l10n.t('**{0} {1}**', verdictSymbols[verdict.name], capitalize(verdictWord(verdict.name)));
  // Hard breaks instead of paragraphs: a hover scrolls when it is taller than some twelve lines.
  const paragraph = (...lines: readonly string[]): string => lines.join('  \n');
  return [
    paragraph(
      `${head} · ${subject} · ${options.activation}`,
      `*${escapeMarkdown(capitalize(reason))}*`,
      escapeMarkdown(explain(verdict)),
    ),
    '',
    ...figures(verdict),
    '',
    paragraph(
      curveLine(log10Gains ?? [], options.steps),
      ...(remedy ? [l10n.t('**Remedy:** {0}', escapeMarkdown(remedyText(remedy).action))] : []),
      linkLine,
    ),
  ].join('\n');
}
