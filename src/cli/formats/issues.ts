import type { Location } from '../../core/location';
import type { VerdictName } from '../../core/verdict';
import type { ReportEntry } from '../../present/report/entry';
import { rules } from '../../present/report/rules';
import type { ReportFile } from '../../present/report/report';

/** A file's report with what is needed to grade its findings. */
export interface GradedFile extends ReportFile {
  readonly failOn: readonly VerdictName[];
  /** Indices of the entries that a baseline knows. */
  readonly accepted: readonly number[];
  /** The file could not be read. */
  readonly unreadable: boolean;
  /** The same of one that nobody named, which is worth a note. */
  readonly passedOver: boolean;
}

/** What decides how grave a finding is. */
type Graded = Readonly<Record<'kind' | 'severity', string>> & { readonly verdict: string | null };

/** One line for a check: a finding that is not fine, or a remark on one value. */
export interface Issue {
  readonly file: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly rule: string;
  readonly title: string;
  readonly message: string;
  /** `null` in a checkpoint. */
  readonly location: Location | null;
  readonly entry: ReportEntry;
  /** A baseline knows it. */
  readonly known: boolean;
}

/** Whether a finding is to fail a check. That a start vanishes or explodes is no alarm here where it is none in the editor. */
export function failsOn({ kind, verdict, severity }: Graded, failOn: readonly string[]): boolean {
  if (verdict === null || !failOn.includes(verdict)) return false;
  const ofStart = kind === 'config' || kind === 'code';
  const grave = verdict === 'exploding' || verdict === 'vanishing';
  return !(ofStart && grave) || severity === 'warning';
}

/** What a file's findings amount to, in the order of the file. A verdict of `--fail-on` is an error. */
export function issuesOf({ file, entries, failOn, accepted }: GradedFile): Issue[] {
  return entries.flatMap((entry, i) => {
    const known = accepted.includes(i);
    const fatal = failsOn(entry, failOn) && !known;
    const remarks = entry.remarks.map(({ rule, severity, message, location }): Issue => {
      const level = severity === 'warning' ? 'warning' : 'note';
      return {
        file,
        level,
        rule,
        title: titleOf(rule),
        message: `${entry.name}: ${message}`,
        location,
        entry,
        known,
      };
    });
    const { verdict, rule, location } = entry;
    // A training without clipping is a risk, whatever comes of it.
    const fine = (verdict === null && entry.kind !== 'training') || verdict === 'stable';
    // A remark on the value that causes a verdict stands for it, unless the verdict is to fail the check.
    const told = remarks.some((remark) => remark.rule === rule);
    if (rule === null || (!fatal && (fine || told))) return remarks;
    const [remedy] = entry.remedies;
    const subject = entry.kind === 'matrix' ? entry.name : `${entry.name} (${entry.what})`;
    const message = `${subject}: ${entry.explanation}${remedy === undefined ? '' : ` Remedy: ${remedy}`}`;
    const level = fatal ? 'error' : entry.severity === 'warning' ? 'warning' : 'note';
    return [{ file, level, rule, title: titleOf(rule), message, location, entry, known }, ...remarks];
  });
}

const titleOf = (rule: string): string => rules[rule]?.title ?? rule;
