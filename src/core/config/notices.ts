import * as l10n from '@vscode/l10n';
import type { Thresholds } from '../analysis';
import { formatNumber, formatPowerOfTen, formatHorizon } from '../format';
import { activation } from '../recurrence/activation';
import { clippingOf, isLoose } from './clippingMeaning';
import { cellTitles } from './predictionText';
import type { ConfigRule, Prediction } from './prediction';
import type { ConfigField, RecurrentConfig } from './recurrentConfig';

/** The rules of notices: a prediction's, or one about a single value. */
export type NoticeRule =
  ConfigRule | 'config-sigmoid-state' | 'config-clip-off' | 'config-clip-loose' | 'config-clip-zero';

/** A change to one value of a config. */
export type ConfigFix =
  | { readonly kind: 'set'; readonly field: 'cell' | 'initializer' | 'activation'; readonly word: string }
  | {
      readonly kind: 'set-number';
      readonly field: 'sequenceLength' | 'clipping' | 'hiddenSize' | 'forgetBias' | 'initializer';
      readonly number: string;
    }
  | { readonly kind: 'add-clipping'; readonly number: string };

/** What is worth underlining in a config, at the value that causes it. */
export interface Notice {
  readonly rule: NoticeRule;
  readonly severity: 'warning' | 'information';
  readonly field: ConfigField;
  readonly message: string;
  readonly fixes: readonly ConfigFix[];
}

const customaryNorm = '1.0';

/** The notices on a config: at most one for each value. */
export function noticesOf(
  config: RecurrentConfig,
  prediction: Prediction | null,
  thresholds: Thresholds,
): readonly Notice[] {
  const found = [
    prediction && outcomeNotice(config, prediction, thresholds),
    clippingNotice(config, prediction),
  ].filter((notice) => notice !== null);
  return found.filter(({ field }) => config.fields[field]);
}

function outcomeNotice(
  config: RecurrentConfig,
  prediction: Prediction,
  thresholds: Thresholds,
): Notice | null {
  const { verdict, severity, rule, steps, rate, cell } = prediction;
  const slope = activation(prediction.activation).slopeAtRest;
  if (config.fields.activation && prediction.activation === 'sigmoid' && verdict === 'vanishing') {
    return {
      rule: 'config-sigmoid-state',
      severity: 'warning',
      field: 'activation',
      message: l10n.t(
        'A sigmoid state multiplies gradients by at most {0} of what the matrix does: gain {1}.',
        formatNumber(slope),
        gainText(prediction),
      ),
      fixes: [{ kind: 'set', field: 'activation', word: 'tanh' }],
    };
  }
  if (severity !== 'warning' || verdict === null || rule === null) return null;
  const exploding = verdict === 'exploding';
  const figures = [
    cellTitles[cell],
    formatNumber(rate ?? 0),
    gainText(prediction),
    formatHorizon(steps),
  ] as const;
  return {
    rule,
    severity,
    field: culprit(config),
    message: exploding
      ? l10n.t(
          'Exploding gradients at the start: a {0} that multiplies by {1} per step has gain {2} over {3}.',
          ...figures,
        )
      : l10n.t(
          'Vanishing gradients at the start: a {0} that multiplies by {1} per step has gain {2} over {3}.',
          ...figures,
        ),
    fixes: [
      { kind: 'set', field: 'initializer', word: 'orthogonal' },
      ...(cell === 'rnn'
        ? (['LSTM', 'GRU'] as const).map((word) => ({ kind: 'set', field: 'cell', word }) as const)
        : []),
      ...(exploding && clippingOf(config)?.off !== false
        ? [{ kind: 'add-clipping', number: customaryNorm } as const]
        : []),
      ...truncation(prediction, thresholds),
    ],
  };
}

function gainText({ log10Gain, sampled }: Prediction): string {
  return formatPowerOfTen(sampled ? sampled.log10Gain.median : log10Gain, 2);
}

/** The value to blame: the initializer where one is stated, else the length, else the cell. */
function culprit({ fields }: RecurrentConfig): ConfigField {
  return fields.initializer ? 'initializer' : fields.sequenceLength ? 'sequenceLength' : 'cell';
}

/** The longest horizon whose gain is neither vanishing nor growing. */
function truncation({ curve, curveSteps }: Prediction, { vanishing, growing }: Thresholds): ConfigFix[] {
  const within = curve.findLastIndex(
    (log10) => log10 !== null && log10 > Math.log10(vanishing) && log10 < Math.log10(growing),
  );
  const steps = curveSteps[within] ?? 0;
  return steps >= 2 ? [{ kind: 'set-number', field: 'sequenceLength', number: String(steps) }] : [];
}

function clippingNotice(config: RecurrentConfig, prediction: Prediction | null): Notice | null {
  const clipping = config.fields.clipping?.value;
  if (!clipping) return null;
  const fixes: ConfigFix[] = [{ kind: 'set-number', field: 'clipping', number: customaryNorm }];
  const base = { field: 'clipping', fixes } as const;
  if (isLoose(clipping)) {
    const limit = formatNumber(clipping.threshold ?? 0);
    const message =
      clipping.kind === 'value'
        ? l10n.t(
            'Clipping by value {0} never acts: gradients that large come only after training has diverged.',
            limit,
          )
        : l10n.t(
            'Clipping by norm {0} never acts: gradients that large come only after training has diverged.',
            limit,
          );
    return { ...base, rule: 'config-clip-loose', severity: 'warning', message };
  }
  if (!clipping.off) return null;
  if (prediction?.verdict === 'exploding') {
    const message = l10n.t(
      'Clipping is off, and gradients explode at the start: gain {0} over {1}.',
      gainText(prediction),
      formatHorizon(prediction.steps),
    );
    return { ...base, rule: 'config-clip-off', severity: 'warning', message };
  }
  if (clipping.threshold === null || clipping.threshold === Infinity) return null;
  const known = config.family !== 'plain' && config.family !== 'hydra' && config.family !== 'espnet';
  const message = known
    ? l10n.t('{0} switches clipping off here; it does not clip to zero.', formatNumber(clipping.threshold))
    : l10n.t(
        'Most trainers read {0} as "do not clip"; passed to clip_grad_norm_ as it is, it makes every gradient zero.',
        formatNumber(clipping.threshold),
      );
  return { ...base, rule: 'config-clip-zero', severity: 'information', message };
}
