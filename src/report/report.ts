import type { AnalysisOptions } from '../core/analysis';
import type { Location } from '../core/record';
import { verdictNames, type VerdictName } from '../core/verdict';
import type { ReportEntry } from './entry';

/** Something that could not be analysed. */
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

/** All that a report tells. */
export interface Report {
  readonly files: readonly ReportFile[];
  /** Of Gradient Lens. */
  readonly version: string;
  /** What it ran on: `Node.js 20.19`, `Visual Studio Code 1.101`. */
  readonly platform: string;
  /** ISO date. */
  readonly date: string;
}

/** How many findings have each verdict, those that occur alone, worst growth first. */
export function countVerdicts(files: readonly ReportFile[]): [VerdictName, number][] {
  const verdicts = files.flatMap(({ entries }) => entries.map(({ verdict }) => verdict));
  return verdictNames
    .map((name): [VerdictName, number] => [name, verdicts.filter((verdict) => verdict === name).length])
    .filter(([, count]) => count > 0);
}

/** The settings in force, in words; one row for each of those that files differ in. */
export function settingsOf({ options: { steps, activation, thresholds } }: ReportFile): [string, string][] {
  const { exploding, growing, fading, vanishing } = thresholds;
  return [
    ['horizon', `${steps} steps, where a file names no sequence length`],
    ['activation', activation],
    [
      'thresholds of the gain',
      `exploding ≥ ${exploding}, growing ≥ ${growing}, fading ≤ ${fading}, vanishing ≤ ${vanishing}`,
    ],
  ];
}

/** `line 3`, or nothing for a finding that stands in no text. */
export const placeOf = (location: Location | null): string => (location ? `line ${location.line}` : '');

/** How a verdict is read, below every report. */
export const method =
  'The gain is the largest factor φ′(0)ᵀ·‖Wᵀ‖₂ by which a gradient can be multiplied over the horizon of T steps, linearised at rest; the thresholds above turn it into a verdict. For gated cells the full Jacobian of a step stands for W, for linear recurrences the multiplier of the slowest channel, for configs the distribution of the initial weights.';
