import * as l10n from '@vscode/l10n';
import { formatNumber } from '../format';
import type { GradientLog } from './gradientLog';
import type { DepthRule, ParameterFinding } from './judgment';
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
  if (!total || total.length === 0) return l10n.t('The log holds no gradient norms yet.');
  const first = segments.find(({ state }) => state === verdict);
  const last = segments.at(-1);
  if (!first || verdict === 'stable') {
    return total.length === 1
      ? l10n.t('No rule fires over 1 recorded step: gradients neither vanish nor explode here.')
      : l10n.t(
          'No rule fires over {0} recorded steps: gradients neither vanish nor explode here.',
          total.length,
        );
  }
  const { from } = first;
  const rule = ruleAt(total, first, { depth, found, rules });
  if (last?.state === 'stable') {
    return verdict === 'exploding'
      ? l10n.t(
          'Gradients explode from step {0}: {1}; at the end, step {2}, no rule fires.',
          from,
          rule,
          last.to,
        )
      : l10n.t(
          'Gradients vanish from step {0}: {1}; at the end, step {2}, no rule fires.',
          from,
          rule,
          last.to,
        );
  }
  return verdict === 'exploding'
    ? l10n.t('Gradients explode from step {0}: {1}.', from, rule)
    : l10n.t('Gradients vanish from step {0}: {1}.', from, rule);
}

function ruleAt(
  total: Series,
  { from, state }: Segment,
  { depth, found, rules }: Pick<Evidence, 'depth' | 'found' | 'rules'>,
): string {
  const value = total.values[total.steps.indexOf(from)]!;
  if (!Number.isFinite(value)) return l10n.t('{0} or more non-finite norms in a row', rules.divergenceRun);
  if (state === 'vanishing' && value < rules.meanVanishing) {
    return l10n.t(
      'the norm {0} is below {1} (DeepDiagnosis)',
      formatNumber(value),
      formatNumber(rules.meanVanishing),
    );
  }
  if (depth?.fired.get(from) === state) {
    return state === 'vanishing'
      ? l10n.t(
          'the first layer, {0}, has under {1} of the norm of the last, {2}, and under {3} (AUTOTRAINER)',
          depth.first,
          formatNumber(rules.ratioVanishing),
          depth.last,
          formatNumber(rules.firstLayerVanishing),
        )
      : l10n.t(
          'the first layer, {0}, has over {1} times the norm of the last, {2} (AUTOTRAINER)',
          depth.first,
          formatNumber(rules.ratioExploding),
          depth.last,
        );
  }
  const parameter = found.get(from);
  if (parameter?.state === state && state === 'vanishing') {
    return l10n.t(
      'the norm of {0}, {1}, is below {2} (DeepDiagnosis)',
      parameter.series.parameter ?? parameter.series.name,
      formatNumber(parameter.value),
      formatNumber(rules.meanVanishing),
    );
  }
  return value >= rules.normExploding
    ? l10n.t('the norm {0} is at or above {1}', formatNumber(value), formatNumber(rules.normExploding))
    : l10n.t(
        'the norm {0} is {1} times what it began with',
        formatNumber(value),
        formatNumber(rules.growthExploding),
      );
}

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
      single === 1
        ? l10n.t(
            '1 norm that is not finite but alone: under mixed precision these are skipped steps, not divergence.',
          )
        : l10n.t(
            '{0} norms that are not finite but alone: under mixed precision these are skipped steps, not divergence.',
            single,
          ),
    );
  }
  if (long > 0) {
    const { from, to } = runs.find((run) => run.to - run.from + 1 >= rules.divergenceRun)!;
    notes.push(
      l10n.t(
        'Non-finite norms in a row from step {0} to {1}: this is divergence, and clipping cannot mend a NaN.',
        total.steps[from]!,
        total.steps[to]!,
      ),
    );
  }
  if (clipRate) notes.push(clipRateNote(clipRate));
  if (derived) {
    notes.push(
      l10n.t(
        'The log has no total: it is computed here as the root of the sum of the squared norms of all parameters.',
      ),
    );
  }
  if (verdict !== 'exploding' && log.gradients.some(({ name }) => recurrentName.test(name))) {
    notes.push(
      l10n.t(
        'A weight gradient of a recurrent network sums short and long products, so a healthy ∂L/∂W does not disprove vanishing over long distances: the gradient with respect to early hidden states would show it.',
      ),
    );
  }
  if (verdict === 'vanishing')
    notes.push(
      l10n.t(
        'Clipping does nothing for vanishing gradients: change the recurrence, its initialization or the depth.',
      ),
    );
  return notes;
}

function clipRateNote({ share, source, threshold }: ClipRate): string {
  const percent = formatNumber(100 * share, 3);
  if (source === 'threshold') {
    return l10n.t(
      'Norms are logged before clipping: those above the threshold {0} were clipped, {1} % of the logged steps.',
      formatNumber(threshold ?? 0),
      percent,
    );
  }
  return threshold === null
    ? l10n.t('The trainer itself says that clipping fired in {0} % of the logged steps.', percent)
    : l10n.t(
        'The trainer itself says that clipping fired in {0} % of the logged steps (last threshold {1}).',
        percent,
        formatNumber(threshold),
      );
}
