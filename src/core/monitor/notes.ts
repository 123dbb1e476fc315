import type { GradientLog } from './gradientLog';
import { nonFiniteRuns } from './nonFinite';
import type { ClipRate, MonitorVerdict } from './report';
import type { MonitorRules } from './rules';
import type { Series } from './series';

/** What a reader of the figures should know besides. */
export type MonitorNote =
  /** Norms that are not finite, each alone. */
  | { readonly kind: 'skipped-steps'; readonly count: number }
  /** The first run of norms that are not finite, by its steps. */
  | { readonly kind: 'divergence'; readonly from: number; readonly to: number }
  | ({ readonly kind: 'clip-rate' } & ClipRate)
  /** The total was computed from the parameters' norms. */
  | { readonly kind: 'derived-total' }
  /** The weight gradient of a recurrence, which sums short and long products. */
  | { readonly kind: 'recurrent-weight' }
  | { readonly kind: 'clipping-cannot-help' };

export interface NoteSubject {
  readonly log: GradientLog;
  readonly total: Series;
  readonly rules: MonitorRules;
  readonly clipRate: ClipRate | null;
  readonly verdict: MonitorVerdict;
  readonly derived: boolean;
}

const recurrentName = /weight_(hh|ih)|recurrent_kernel|\b(rnn|lstm|gru)/i;

/** The notes on a judged history, in the order in which they are told. */
export function notesOf({ log, total, rules, clipRate, verdict, derived }: NoteSubject): MonitorNote[] {
  const notes: MonitorNote[] = [];
  const runs = nonFiniteRuns(total.values);
  const diverging = runs.filter(({ from, to }) => to - from + 1 >= rules.divergenceRun);
  const count = runs.length - diverging.length;
  if (count > 0) notes.push({ kind: 'skipped-steps', count });
  const [first] = diverging;
  if (first) notes.push({ kind: 'divergence', from: total.steps[first.from]!, to: total.steps[first.to]! });
  if (clipRate) notes.push({ kind: 'clip-rate', ...clipRate });
  if (derived) notes.push({ kind: 'derived-total' });
  if (verdict !== 'exploding' && log.gradients.some(({ name }) => recurrentName.test(name)))
    notes.push({ kind: 'recurrent-weight' });
  if (verdict === 'vanishing') notes.push({ kind: 'clipping-cannot-help' });
  return notes;
}
