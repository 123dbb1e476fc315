import { minMaxBuckets } from '../../core/monitor/downsample';
import type { GradientLog } from '../../core/monitor/gradientLog';
import { nonFiniteSteps, type MonitorReport } from '../../core/monitor/report';
import type { MonitorRules } from '../../core/monitor/rules';
import type { Series } from '../../core/monitor/series';
import { spikes } from '../../core/monitor/spikes';
import { percentile, shareAbove, sortedFinite } from '../../core/monitor/statistics';
import { explain } from '../../present/monitor/explanation';
import { noteText } from '../../present/monitor/note';
import { problemsOf } from '../../present/monitor/problems';
import { recommendationRecord, withheldText } from '../../present/monitor/recommendation';
import type {
  ClippedShare,
  FocusedCurve,
  MonitorCurve,
  MonitorModel,
  MonitorRequest,
} from '../../shared/monitor';

/** Points of the series in front, and of all the others together: with the table under 1 MB of message. */
const focusPoints = 4000;
const otherPoints = 8000;
const maxOthers = 12;
/** Series in the table. */
const maxRows = 300;
const maxMarks = 60;
const whatIfStops = 201;

/** The model of a log for a choice; `judged` is its report with the choice's warm-up. */
export function monitorModel(
  log: GradientLog,
  judgment: MonitorReport,
  { choice, rules }: Pick<MonitorRequest, 'choice' | 'rules'>,
  file: Pick<MonitorModel, 'format' | 'runs' | 'run' | 'readShare'> & { readonly name: string },
): MonitorModel {
  const { total, stepFrom, culprit, withheld } = judgment;
  const byName = new Map(log.gradients.map((series) => [series.name, series]));
  const query = choice.query.trim().toLowerCase();
  const matching = judgment.series.filter(({ name }) => name.toLowerCase().includes(query));
  // The series that the verdict names, if it names one.
  const front = byName.get(choice.series ?? '') ?? byName.get(culprit ?? '') ?? total;
  const others = matching.flatMap(({ name }) => byName.get(name) ?? []).filter((series) => series !== front);
  const shown = others.slice(0, maxOthers);
  return {
    ...judgment,
    file: file.name,
    format: file.format,
    runs: file.runs,
    run: file.run,
    readShare: file.readShare,
    total: total?.name ?? null,
    series: matching.slice(0, maxRows),
    matching: matching.length,
    all: judgment.series.length,
    focus: front ? focused(front, rules) : null,
    others: shown.map((series) => curveOf(series, Math.floor(otherPoints / shown.length))),
    whatIf: total ? whatIf(total, choice.warmup) : [],
    explanation: explain(judgment),
    notes: judgment.notes.map((note) => noteText(note, stepFrom)),
    recommendation: judgment.recommendation && recommendationRecord(judgment.recommendation),
    recommendations: judgment.recommendations.map(recommendationRecord),
    withheld: withheld && withheldText(withheld),
    culprit,
    problems: problemsOf(log),
  };
}

/** At most about so many points of a series, the extremes of each stretch among them. */
export function curveOf(series: Series, maxPoints: number): MonitorCurve {
  const { steps, values } = minMaxBuckets(series.steps, series.values, maxPoints);
  return { name: series.name, steps, values: values.map((value) => (Number.isFinite(value) ? value : null)) };
}

function focused(series: Series, rules: MonitorRules): FocusedCurve {
  const sorted = sortedFinite(series.values);
  const found = spikes(series.values, rules).map((i) => ({
    step: series.steps[i]!,
    value: series.values[i]!,
  }));
  return {
    ...curveOf(series, focusPoints),
    count: series.count,
    lastStep: series.steps.at(-1) ?? 0,
    p10: percentile(sorted, 10),
    p50: percentile(sorted, 50),
    p90: percentile(sorted, 90),
    // The highest say most where not all can be marked.
    spikes: found.sort((a, b) => b.value - a.value).slice(0, maxMarks),
    nonFinite: nonFiniteSteps(series).slice(0, maxMarks),
  };
}

/** Thresholds evenly spread in the logarithm, with the share of steps above each. */
function whatIf({ values }: Series, warmup: number): ClippedShare[] {
  const sorted = sortedFinite(values.subarray(Math.min(warmup, Math.max(values.length - 1, 0))));
  const low = sorted.find((value) => value > 0);
  const high = sorted.at(-1);
  if (low === undefined || high === undefined) return [];
  return Array.from({ length: whatIfStops }, (_, i) => {
    // Both ends exactly, and nothing overflows between them.
    const share = i / (whatIfStops - 1);
    const threshold =
      i === 0 ? low : share === 1 ? high : Math.exp(Math.log(low) * (1 - share) + Math.log(high) * share);
    return { threshold, share: shareAbove(sorted, threshold) };
  });
}
