import * as l10n from '@vscode/l10n';
import type { AnalysisOptions } from '../../core/analysis';
import type { Location } from '../../core/location';
import { judgments, type Judgment } from '../../core/verdict';
import { verdictWord } from '../verdictWord';
import type { ReportEntry } from './entry';

/** Something that could not be analyzed. */
export interface ReportProblem {
  readonly message: string;
  readonly location: Location | null;
}

/** One file of a report. */
export interface ReportFile {
  readonly file: string;
  readonly entries: readonly ReportEntry[];
  readonly problems: readonly ReportProblem[];
  /** What was left out unasked, and how to ask. */
  readonly notes: readonly string[];
  /** In force for this file. */
  readonly options: AnalysisOptions;
}

/** How many findings have each verdict. */
export type VerdictCounts = Record<Judgment, number>;

export const verdictCounts = (): VerdictCounts => ({
  ...{ exploding: 0, growing: 0, stable: 0, fading: 0, vanishing: 0, undetermined: 0 },
});

/** Files that a report counts and does not show. */
export interface LeftOut {
  readonly files: number;
  readonly findings: number;
  readonly verdicts: Readonly<VerdictCounts>;
}

/** All that a report tells. */
export interface Report {
  /** Those that it shows. */
  readonly files: readonly ReportFile[];
  readonly leftOut?: LeftOut;
  /** Of Gradient Lens. */
  readonly version: string;
  /** What it ran on: `Node.js 20.19`, `Visual Studio Code 1.101`. */
  readonly platform: string;
  /** ISO date. */
  readonly date: string;
  /** Of its texts, as a BCP 47 tag; English where it is not said. */
  readonly language?: string;
}

/** Files and findings of a report, shown or not. */
export function countsOf({ files, leftOut }: Report): { readonly files: number; readonly findings: number } {
  return {
    files: files.length + (leftOut?.files ?? 0),
    findings: files.reduce((sum, { entries }) => sum + entries.length, leftOut?.findings ?? 0),
  };
}

/** What a report leaves out, in a sentence; nothing where it shows all. */
export function leftOutText({ files, leftOut }: Report): string {
  if (!leftOut || leftOut.files === 0) return '';
  return l10n.t(
    'The {0} files with the worst findings are shown; {1} more are only counted. --format json tells of all.',
    ...[files.length, leftOut.files],
  );
}

/** The verdicts that occur and how many there are of each, worst growth first: `3 exploding, 1 stable`. */
export function verdictTally({ files, leftOut }: Report, prefix: (name: Judgment) => string): string {
  const counts = { ...(leftOut?.verdicts ?? verdictCounts()) };
  for (const { entries } of files) for (const { verdict } of entries) if (verdict) counts[verdict]++;
  return judgments
    .filter((name) => counts[name] > 0)
    .map((name) =>
      l10n.t({
        message: '{0} {1}',
        args: [`${prefix(name)}${counts[name]}`, verdictWord(name)],
        comment: ['a count and a verdict'],
      }),
    )
    .join(l10n.t(', '));
}

/** The settings in force, in words; one row for each of those that files differ in. */
export function settingsOf({ options: { steps, activation, thresholds } }: ReportFile): [string, string][] {
  const { exploding, growing, fading, vanishing } = thresholds;
  return [
    [l10n.t('horizon'), l10n.t('{0} steps, where a file names no sequence length', steps)],
    [l10n.t('activation'), activation],
    [
      l10n.t('thresholds of the gain'),
      l10n.t(
        'exploding ≥ {0}, growing ≥ {1}, fading ≤ {2}, vanishing ≤ {3}',
        exploding,
        growing,
        fading,
        vanishing,
      ),
    ],
  ];
}

/** `1e5 in 50`, a gain over steps; nothing without a verdict. */
export function gainOf({ verdict, gain, steps }: ReportEntry): string {
  if (verdict === null) return '';
  return steps === null ? gain : l10n.t('{0} in {1}', gain, steps);
}

/** `line 3`, in a notebook `cell 2, line 3`; nothing for a finding that stands in no text. */
export function placeOf(location: Location | null): string {
  if (!location) return '';
  const { cell, line } = location;
  return cell === undefined ? l10n.t('line {0}', line) : l10n.t('cell {0}, line {1}', cell, line);
}

/** How a verdict is read, below every report. */
export const method = (): string =>
  l10n.t(
    'The gain is the largest factor φ′(0)ᵀ·‖Wᵀ‖₂ by which a gradient can be multiplied over the horizon of T steps, linearized at rest; the thresholds above turn it into a verdict. For cells the full Jacobian along driven states stands for W, for linear recurrences the multiplier of the slowest channel, for configs the distribution of the initial weights.',
  );
