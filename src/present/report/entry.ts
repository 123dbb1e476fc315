import * as l10n from '@vscode/l10n';
import { formatSteps } from '../format';
import type { Thresholds } from '../../core/analysis';
import type { Kind } from '../../core/kind';
import type { Location } from '../../core/location';
import { judgmentOf, type Judgment, type Severity } from '../../core/verdict';
import type { FigureRow } from '../kind';
import { figuresOf, gainText, kindOf, labelOf, log10GainOf, pictureOf, type AnyRecord } from '../kinds';
import { whatAndOrigin } from '../label';
import type { Plot } from '../plot/plot';

/** A remark at a place of its own, as on one value of a config. */
export interface Remark {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly location: Location;
}

/** One finding as every report tells it. */
export interface ReportEntry {
  readonly name: string;
  readonly kind: Kind;
  /** What it is of and its size, in a few words. */
  readonly what: string;
  /** `null` in a checkpoint, which is no text. */
  readonly location: Location | null;
  readonly verdict: Judgment | null;
  /** What the editor shows of it. */
  readonly severity: Severity;
  readonly rule: string | null;
  readonly steps: number | null;
  readonly log10Gain: number | null;
  /** The gain as people read it. */
  readonly gain: string;
  readonly explanation: string;
  readonly figures: readonly FigureRow[];
  readonly remedies: readonly string[];
  readonly notes: readonly string[];
  readonly remarks: readonly Remark[];
  /** Its curve or histogram, if it has one. */
  readonly plot: Plot | null;
}

/** A finding of any kind as a report tells it; its picture shows what the thresholds call stable. */
export function entryOf(record: AnyRecord, thresholds: Thresholds): ReportEntry {
  const label = labelOf(record);
  const what = whatAndOrigin(label);
  // A gradient passes the layers of a stack, which its name counts, and no steps; a training has no horizon.
  const steps = record.kind === 'feedforward' || record.kind === 'training' ? null : record.steps;
  const log10Gain = log10GainOf(record);
  const verdict = judgmentOf(record.verdict);
  const gained = verdict !== null && (log10Gain !== null || !('predicted' in record));
  const gain = steps === null ? l10n.t('gain') : l10n.t('gain over {0}', formatSteps(steps));
  return {
    name: record.name,
    kind: kindOf(record),
    what: label.size === '' ? what : [what, label.size].join(l10n.t(', ')),
    location: record.location,
    verdict,
    severity: record.severity,
    rule: record.rule,
    steps,
    log10Gain,
    gain: gainText(record),
    explanation: record.explanation,
    // What most formats do not print is worked out where one does.
    get figures() {
      return [...(gained ? [[gain, gainText(record)] as const] : []), ...figuresOf(record)];
    },
    remedies: remediesOf(record),
    notes: notesOf(record),
    remarks: 'notices' in record ? record.notices : [],
    get plot() {
      return pictureOf(record, thresholds);
    },
  };
}

function remediesOf(record: AnyRecord): readonly string[] {
  if (record.kind === 'training') return record.remedy === null ? [] : [record.remedy];
  return 'remedies' in record ? record.remedies.map(({ action }) => action) : [];
}

function notesOf(record: AnyRecord): readonly string[] {
  if ('notes' in record) return record.notes;
  return 'notices' in record ? record.notices.map(({ message }) => message) : [];
}
