import * as l10n from '@vscode/l10n';
import type { BrokenRule } from '../../core/monitor/cause';
import type { MonitorReport } from '../../core/monitor/report';
import { formatNumber } from '../format';

/** The verdict on a history in one sentence, with the step and the rule. */
export function explain({ total, cause }: Pick<MonitorReport, 'total' | 'cause'>): string {
  if (!total || total.length === 0) return l10n.t('The log holds no gradient norms yet.');
  if (!cause) {
    return total.length === 1
      ? l10n.t('No rule fires over 1 recorded step: gradients neither vanish nor explode here.')
      : l10n.t(
          'No rule fires over {0} recorded steps: gradients neither vanish nor explode here.',
          total.length,
        );
  }
  const { from, state, stableAt } = cause;
  const rule = ruleText(cause.broken);
  if (stableAt !== null) {
    return state === 'exploding'
      ? l10n.t(
          'Gradients explode from step {0}: {1}; at the end, step {2}, no rule fires.',
          from,
          rule,
          stableAt,
        )
      : l10n.t(
          'Gradients vanish from step {0}: {1}; at the end, step {2}, no rule fires.',
          from,
          rule,
          stableAt,
        );
  }
  return state === 'exploding'
    ? l10n.t('Gradients explode from step {0}: {1}.', from, rule)
    : l10n.t('Gradients vanish from step {0}: {1}.', from, rule);
}

function ruleText(broken: BrokenRule): string {
  switch (broken.kind) {
    case 'divergence-run':
      return l10n.t('{0} or more non-finite norms in a row', broken.run);
    case 'norm-vanishing':
      return l10n.t(
        'the norm {0} is below {1} (DeepDiagnosis)',
        formatNumber(broken.norm),
        formatNumber(broken.limit),
      );
    case 'first-layer-vanishing':
      return l10n.t(
        'the first layer, {0}, has under {1} of the norm of the last, {2}, and under {3} (AUTOTRAINER)',
        broken.first,
        formatNumber(broken.maxRatio),
        broken.last,
        formatNumber(broken.maxNorm),
      );
    case 'first-layer-exploding':
      return l10n.t(
        'the first layer, {0}, has over {1} times the norm of the last, {2} (AUTOTRAINER)',
        broken.first,
        formatNumber(broken.minRatio),
        broken.last,
      );
    case 'parameter-vanishing':
      return l10n.t(
        'the norm of {0}, {1}, is below {2} (DeepDiagnosis)',
        broken.parameter,
        formatNumber(broken.norm),
        formatNumber(broken.limit),
      );
    case 'norm-exploding':
      return l10n.t('the norm {0} is at or above {1}', formatNumber(broken.norm), formatNumber(broken.limit));
    case 'growth-exploding':
      return l10n.t(
        'the norm {0} is {1} times what it began with',
        formatNumber(broken.norm),
        formatNumber(broken.factor),
      );
  }
}
