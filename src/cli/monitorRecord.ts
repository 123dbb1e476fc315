import type { GradientLog } from '../core/monitor/gradientLog';
import { report, type MonitorReport, type SeriesReport } from '../core/monitor/report';
import type { MonitorRules } from '../core/monitor/rules';
import type { Series } from '../core/monitor/series';
import { spikes } from '../core/monitor/spikes';
import { clippingCode, type ClippingCode } from '../present/monitor/clippingCode';
import { explain } from '../present/monitor/explanation';
import { noteText } from '../present/monitor/note';
import { problemsOf } from '../present/monitor/problems';
import {
  recommendationRecord,
  withheldText,
  type RecommendationRecord,
} from '../present/monitor/recommendation';

/** A series as `--json` prints it. */
export interface SeriesRecord extends Omit<SeriesReport, 'kind'> {
  readonly kind: 'total' | 'parameter' | 'module' | 'other';
}

/** A threshold with the lines of code for it. */
export interface CodedRecommendation extends RecommendationRecord {
  readonly code: readonly ClippingCode[];
}

/** A monitored log as `--json` prints it. */
export interface MonitorRecord extends Pick<
  MonitorReport,
  'verdict' | 'since' | 'stepFrom' | 'skippedUpdates' | 'timeline' | 'clipRate'
> {
  readonly version: 1;
  readonly file: string;
  readonly format: string;
  readonly series: readonly SeriesRecord[];
  readonly total: { readonly name: string; readonly derived: boolean } | null;
  /** The verdict in one sentence; also `reason`. */
  readonly explanation: string;
  readonly reason: string;
  readonly recommendation: CodedRecommendation | null;
  readonly recommendations: readonly CodedRecommendation[];
  readonly recommendationWithheld: string | null;
  /** Spikes of the total, the last 200. */
  readonly spikes: readonly { readonly series: string; readonly step: number; readonly value: number }[];
  readonly notes: readonly string[];
  readonly problems: readonly string[];
}

export interface RecordOptions {
  readonly file: string;
  readonly format: string;
  readonly warmup: number;
  readonly threshold: number | undefined;
  readonly rules: MonitorRules;
}

const kinds: Readonly<Partial<Record<SeriesReport['kind'], SeriesRecord['kind']>>> = {
  total: 'total',
  parameter: 'parameter',
  module: 'module',
};

const maxSpikes = 200;

function spikesOf(total: Series, rules: MonitorRules): MonitorRecord['spikes'] {
  return spikes(total.values, rules)
    .slice(-maxSpikes)
    .map((i) => ({ series: total.name, step: total.steps[i]!, value: total.values[i]! }));
}

/** Judges a log that was read and puts it into words. */
export function monitorRecord(log: GradientLog, options: RecordOptions): MonitorRecord {
  const { file, format, ...rest } = options;
  const judged = report(log, { ...rest, format });
  const { verdict, since, stepFrom, skippedUpdates, timeline, clipRate, total, derived, withheld } = judged;
  const explanation = explain(judged);
  const coded = (record: RecommendationRecord): CodedRecommendation => ({
    ...record,
    code: clippingCode(record.threshold, format, record.choices[1]?.threshold ?? null),
  });
  return {
    version: 1,
    file,
    format,
    series: judged.series.map(({ kind, ...series }) => ({ ...series, kind: kinds[kind] ?? 'other' })),
    total: total && { name: total.name, derived },
    verdict,
    since,
    reason: explanation,
    stepFrom,
    skippedUpdates,
    explanation,
    timeline,
    clipRate,
    recommendation: judged.recommendation && coded(recommendationRecord(judged.recommendation)),
    recommendations: judged.recommendations.map((one) => coded(recommendationRecord(one))),
    recommendationWithheld: withheld && withheldText(withheld),
    spikes: total ? spikesOf(total, options.rules) : [],
    notes: judged.notes.map((note) => noteText(note, stepFrom)),
    problems: problemsOf(log),
  };
}
