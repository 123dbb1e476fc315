import { formatNumber } from '../format';
import type { GradientLog } from './gradientLog';
import type { DepthRule, ParameterFinding } from './judgement';
import { nonFiniteRuns } from './nonFinite';
import type { ClipRate, MonitorVerdict } from './report';
import type { MonitorRules } from './rules';
import type { Series } from './series';
import type { Segment } from './timeline';

/** What a verdict rests on. */
export interface Evidence {
  readonly total: Series | null;
  readonly segments: readonly Segment[];
  readonly depth: DepthRule | null;
  readonly found: ReadonlyMap<number, ParameterFinding>;
  readonly verdict: MonitorVerdict;
  readonly rules: MonitorRules;
}

/** The verdict on a history in one sentence, with the step and the rule. */
export function explain({ total, segments, depth, found, verdict, rules }: Evidence): string {
  if (!total || total.length === 0) return 'The log holds no gradient norms yet.';
  const first = segments.find(({ state }) => state === verdict);
  const last = segments.at(-1);
  if (!first || verdict === 'stable') {
    return `No rule fires over ${count(total.length, 'recorded step')}: gradients neither vanish nor explode here.`;
  }
  const ended = last?.state === 'stable' ? `; at the end, step ${last.to}, no rule fires` : '';
  return `Gradients ${verdict === 'exploding' ? 'explode' : 'vanish'} from step ${first.from}: ${ruleAt(total, first, { depth, found, rules })}${ended}.`;
}

function ruleAt(
  total: Series,
  { from, state }: Segment,
  { depth, found, rules }: Pick<Evidence, 'depth' | 'found' | 'rules'>,
): string {
  const value = total.values[total.steps.indexOf(from)]!;
  if (!Number.isFinite(value)) return `${rules.divergenceRun} or more non-finite norms in a row`;
  if (state === 'vanishing' && value < rules.meanVanishing) {
    return `the norm ${formatNumber(value)} is below ${formatNumber(rules.meanVanishing)} (DeepDiagnosis)`;
  }
  if (depth?.fired.get(from) === state) {
    return state === 'vanishing'
      ? `the first layer, ${depth.first}, has under ${formatNumber(rules.ratioVanishing)} of the norm of the last, ${depth.last}, and under ${formatNumber(rules.firstLayerVanishing)} (AUTOTRAINER)`
      : `the first layer, ${depth.first}, has over ${formatNumber(rules.ratioExploding)} times the norm of the last, ${depth.last} (AUTOTRAINER)`;
  }
  const parameter = found.get(from);
  if (parameter?.state === state && state === 'vanishing') {
    return `the norm of ${parameter.series.parameter ?? parameter.series.name}, ${formatNumber(parameter.value)}, is below ${formatNumber(rules.meanVanishing)} (DeepDiagnosis)`;
  }
  return value >= rules.normExploding
    ? `the norm ${formatNumber(value)} is at or above ${formatNumber(rules.normExploding)}`
    : `the norm ${formatNumber(value)} is ${formatNumber(rules.growthExploding)} times what it began with`;
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

const recurrentName = /weight_(hh|ih)|recurrent_kernel|\b(rnn|lstm|gru)/i;

export interface NoteSubject {
  readonly log: GradientLog;
  readonly total: Series;
  readonly rules: MonitorRules;
  readonly clipRate: ClipRate | null;
  readonly verdict: MonitorVerdict;
  readonly derived: boolean;
}

/** What a reader of the figures should know besides. */
export function notesOf({ log, total, rules, clipRate, verdict, derived }: NoteSubject): string[] {
  const notes: string[] = [];
  const runs = nonFiniteRuns(total.values);
  const single = runs.filter(({ from, to }) => to - from + 1 < rules.divergenceRun).length;
  const long = runs.length - single;
  if (single > 0) {
    notes.push(
      `${count(single, 'norm')} that ${single === 1 ? 'is' : 'are'} not finite but alone: under mixed precision these are skipped steps, not divergence.`,
    );
  }
  if (long > 0) {
    const { from, to } = runs.find((run) => run.to - run.from + 1 >= rules.divergenceRun)!;
    notes.push(
      `Non-finite norms in a row from step ${total.steps[from]!} to ${total.steps[to]!}: this is divergence, and clipping cannot mend a NaN.`,
    );
  }
  if (clipRate) {
    const share = `${formatNumber(100 * clipRate.share, 3)} % of the logged steps`;
    notes.push(
      clipRate.source === 'log'
        ? `The trainer itself says that clipping fired in ${share}${clipRate.threshold === null ? '' : ` (last threshold ${formatNumber(clipRate.threshold)})`}.`
        : `Norms are logged before clipping: those above the threshold ${formatNumber(clipRate.threshold ?? 0)} were clipped, ${share}.`,
    );
  }
  if (derived) {
    notes.push(
      'The log has no total: it is computed here as the root of the sum of the squared norms of all parameters.',
    );
  }
  if (verdict !== 'exploding' && log.gradients.some(({ name }) => recurrentName.test(name))) {
    notes.push(
      'A weight gradient of a recurrent network sums short and long products, so a healthy ∂L/∂W does not disprove vanishing over long distances: the gradient with respect to early hidden states would show it.',
    );
  }
  if (verdict === 'vanishing')
    notes.push(
      'Clipping does nothing for vanishing gradients: change the recurrence, its initialisation or the depth.',
    );
  return notes;
}
