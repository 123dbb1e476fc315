import { clippedAt, type DefaultClipping } from './clipping';
import { loweredScale, risingRate, type LoweredScale, type RisingRate } from './conditions';
import type { GradientLog } from './gradientLog';
import type { ClipRate } from './judgeRun';
import type { Judgment } from './judgment';
import { nonFiniteRuns } from './nonFinite';
import { farBelow } from './parameters';
import type { MonitorRules } from './rules';
import type { Total } from './totals';

/** What a reader of the figures should know besides. */
export type MonitorNote =
  /** Norms that are not finite, with finite ones behind them. */
  | { readonly kind: 'skipped-steps'; readonly count: number }
  /** Updates of which the log itself says that they were skipped. */
  | { readonly kind: 'skipped-updates'; readonly count: number }
  /** The loss scale was lowered, and the log does not say otherwise how many updates were skipped. */
  | ({ readonly kind: 'scale-lowered' } & LoweredScale)
  /** The learning rate rose up to where the explosion begins. */
  | ({ readonly kind: 'rate-rising' } & RisingRate)
  /** The norms that are not finite up to the end, by their steps. */
  | { readonly kind: 'divergence'; readonly from: number; readonly to: number }
  /** A stretch far above the usual that came back. */
  | { readonly kind: 'recovered'; readonly from: number; readonly to: number; readonly factor: number }
  /** The same that lasts to the end of the log. */
  | { readonly kind: 'far-above-at-end'; readonly from: number; readonly to: number; readonly factor: number }
  /** Steps that went back: what was repeated counts as it was repeated. */
  | { readonly kind: 'resumed'; readonly from: number; readonly to: number }
  | { readonly kind: 'logged-after-clipping'; readonly at: number }
  | ({ readonly kind: 'default-clipping'; readonly share: number } & DefaultClipping)
  | ({ readonly kind: 'clip-rate' } & ClipRate)
  /** Of so many records a part was kept. */
  | { readonly kind: 'thinned'; readonly count: number; readonly kept: number }
  /** The total was computed from the parameters' norms. */
  | { readonly kind: 'derived-total' }
  | { readonly kind: 'average-total' }
  /** Networks with optimizers of their own, by the names of their norms. */
  | { readonly kind: 'several-networks'; readonly series: readonly string[] }
  /** A parameter far below the largest. */
  | { readonly kind: 'far-below'; readonly name: string; readonly share: number }
  /** A published limit that the norms are over, which is no verdict. */
  | { readonly kind: 'large-norm'; readonly norm: number; readonly limit: number }
  /** The weight gradient of a recurrence, which sums short and long products. */
  | { readonly kind: 'recurrent-weight' }
  | { readonly kind: 'clipping-cannot-help' };

export interface NoteSubject {
  readonly log: GradientLog;
  readonly total: Total;
  readonly totals: readonly Total[];
  readonly judgment: Judgment;
  readonly rules: MonitorRules;
  readonly clipRate: ClipRate | null;
  readonly defaultClipping: DefaultClipping | null;
}

const recurrentName = /weight_(hh|ih)|recurrent_kernel|\b(rnn|lstm|gru)/i;

/** Updates that were skipped, by the log's own words and counts. */
export function skippedUpdates(log: GradientLog): number {
  const counted = log.of('skipped')[0]?.values.reduce((sum, value) => sum + (value > 0 ? value : 0), 0) ?? 0;
  return Math.max(log.skippedUpdates, counted);
}

/** The notes on a judged history, in the order in which they are told. */
export function notesOf(subject: NoteSubject): MonitorNote[] {
  const { log, total, totals, judgment, clipRate, rules } = subject;
  const { steps, values, kind, resumed } = total.series;
  const { verdict, cause, recovered } = judgment;
  const notes: MonitorNote[] = [];
  const runs = nonFiniteRuns(values);
  const last =
    runs.at(-1)?.to === values.length - 1 && cause?.kind === 'not-finite-to-the-end' ? runs.pop() : undefined;
  const count =
    cause?.kind === 'last-not-finite'
      ? 0
      : runs.reduce((sum, { from, to }) => sum + to - from + 1, total.series.droppedNonFiniteValues);
  if (count > 0 && count < values.length) notes.push({ kind: 'skipped-steps', count });
  const skipped = skippedUpdates(log);
  if (skipped > 0) notes.push({ kind: 'skipped-updates', count: skipped });
  const lowered = skipped > 0 || count > 0 || cause?.kind === 'scale-collapsed' ? null : loweredScale(log);
  if (lowered) notes.push({ kind: 'scale-lowered', ...lowered });
  const { since } = judgment;
  const rising = verdict === 'exploding' && since !== null ? risingRate(log, steps[since]!) : null;
  if (rising) notes.push({ kind: 'rate-rising', ...rising });
  if (last) notes.push({ kind: 'divergence', from: steps[last.from]!, to: steps[last.to]! });
  for (const { from, to, factor } of recovered.slice(0, 3)) {
    const lasts = verdict !== 'exploding' && !values.subarray(to + 1).some(Number.isFinite);
    const kind = lasts ? 'far-above-at-end' : 'recovered';
    notes.push({ kind, from: steps[from]!, to: steps[to]!, factor });
  }
  if (resumed) notes.push({ kind: 'resumed', ...resumed });
  const at = clippedAt(values);
  if (at !== null) notes.push({ kind: 'logged-after-clipping', at });
  else if (clipRate) notes.push({ kind: 'clip-rate', ...clipRate });
  else if (subject.defaultClipping && values.some(Number.isFinite))
    notes.push(defaultNote(subject.defaultClipping, values));
  if (total.series.count > total.series.length)
    notes.push({ kind: 'thinned', count: total.series.count, kept: total.series.length });
  if (total.derived) notes.push({ kind: 'derived-total' });
  if (kind === 'average') notes.push({ kind: 'average-total' });
  if (totals.length > 1)
    notes.push({ kind: 'several-networks', series: totals.map(({ series }) => series.name) });
  const below =
    verdict === 'vanishing' ? null : farBelow(log.gradients.filter((one) => one.kind === 'parameter'));
  if (below) notes.push({ kind: 'far-below', ...below });
  const largest = values.reduce((most, value) => (value < Infinity && value > most ? value : most), 0);
  if (verdict === 'stable' && largest >= rules.normExploding)
    notes.push({ kind: 'large-norm', norm: largest, limit: rules.normExploding });
  if (verdict !== 'exploding' && log.gradients.some(({ name }) => recurrentName.test(name)))
    notes.push({ kind: 'recurrent-weight' });
  if (verdict === 'vanishing') notes.push({ kind: 'clipping-cannot-help' });
  return notes;
}

function defaultNote(known: DefaultClipping, values: Float64Array): MonitorNote {
  const above = values.reduce((sum, value) => sum + (value > known.threshold ? 1 : 0), 0);
  return { kind: 'default-clipping', share: above / Math.max(values.length, 1), ...known };
}
