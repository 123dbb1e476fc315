import type { Thresholds } from '../analysis';
import { clippingOf, isLoose, readingOf } from './clipping';
import { orthogonalStart, type Reservation } from './orthogonalStart';
import type { ConfigRule, Prediction } from './prediction';
import { isGated, type Clipping, type ConfigField, type RecurrentConfig } from './recurrentConfig';

/** Why a value is worth underlining, by the rule that says so. */
export type NoticeCause =
  | {
      readonly rule: ConfigRule | 'config-sigmoid-state' | 'config-unbounded-state' | 'config-clip-off';
      readonly prediction: Prediction;
    }
  | { readonly rule: 'config-clip-loose'; readonly clipping: Clipping }
  /** A threshold that is not above zero, and what the trainer is known to make of it. */
  | {
      readonly rule: 'config-clip-zero';
      readonly clipping: Clipping;
      readonly reading: ReturnType<typeof readingOf>;
    };

/** The rules of notices: a prediction's, or one about a single value. */
export type NoticeRule = NoticeCause['rule'];

/** A change to one value of a config. */
export type ConfigFix =
  | {
      readonly kind: 'set';
      readonly field: 'cell' | 'initializer' | 'activation';
      readonly word: string;
      readonly reservation?: Reservation;
    }
  | {
      readonly kind: 'set-number';
      readonly field: 'sequenceLength' | 'clipping' | 'hiddenSize' | 'forgetBias' | 'initializer';
      readonly number: string;
    }
  | { readonly kind: 'add-clipping'; readonly number: string };

/** What is worth underlining in a config, at the value that causes it. */
export type Notice = NoticeCause & {
  readonly severity: 'warning' | 'information';
  readonly field: ConfigField;
  readonly fixes: readonly ConfigFix[];
};

const customaryNorm = '1.0';

/** The notices on a config: at most one for each value. */
export function noticesOf(
  config: RecurrentConfig,
  prediction: Prediction | null,
  thresholds: Thresholds,
): readonly Notice[] {
  const found = [
    prediction && outcomeNotice(config, prediction, thresholds),
    prediction && unboundedNotice(config, prediction),
    clippingNotice(config, prediction),
  ].filter((notice) => notice !== null);
  return found.filter(({ field }) => config.fields[field]);
}

function outcomeNotice(
  config: RecurrentConfig,
  prediction: Prediction,
  thresholds: Thresholds,
): Notice | null {
  const { verdict, severity, rule, cell } = prediction;
  // A gated cell is no alarm, and one that grows or fades says so in its lens.
  if (isGated(cell) || cell === 'reservoir' || severity === 'none') return null;
  if (config.fields.activation && prediction.activation === 'sigmoid' && verdict === 'vanishing') {
    return {
      rule: 'config-sigmoid-state',
      severity,
      field: 'activation',
      prediction,
      fixes: [{ kind: 'set', field: 'activation', word: 'tanh' }],
    };
  }
  // Over a length that nobody named, what code begins with is not worth underlining.
  if (config.code && !config.fields.sequenceLength) return null;
  const exploding = verdict === 'exploding';
  if (rule === null || (!exploding && verdict !== 'vanishing')) return null;
  const start = orthogonalStart(prediction, thresholds);
  return {
    rule,
    severity,
    field: culprit(config),
    prediction,
    fixes: [
      ...(start ? [{ kind: 'set', field: 'initializer', word: 'orthogonal', ...start } as const] : []),
      ...(['LSTM', 'GRU'] as const).map((word) => ({ kind: 'set', field: 'cell', word }) as const),
      ...(exploding && clippingOf(config)?.off !== false
        ? [{ kind: 'add-clipping', number: customaryNorm } as const]
        : []),
      ...truncation(prediction, thresholds),
    ],
  };
}

const unbounded: ReadonlySet<string> = new Set([
  'relu',
  'leaky_relu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'softplus',
  'identity',
]);

/**
 * A state that goes through an activation without an upper bound can grow without bound, and so can what an LSTM adds to its
 * cell state at every step: a usual cause of NaN.
 */
function unboundedNotice({ fields }: RecurrentConfig, prediction: Prediction): Notice | null {
  const { cell, activation } = prediction;
  // Matrices of one's own and reservoirs are experiments with just that.
  const isLayer = cell === 'rnn' || cell === 'lstm' || cell === 'gru';
  // What goes through a normalization has a bound.
  if (!isLayer || prediction.unmodeled || !fields.activation || !unbounded.has(activation)) return null;
  const isOwn = fields.activation.range.start !== fields.cell?.range.start;
  return {
    rule: 'config-unbounded-state',
    severity: 'information',
    field: 'activation',
    prediction,
    // `RNN_RELU` says both, and is no place for the name of an activation.
    fixes: isOwn ? [{ kind: 'set', field: 'activation', word: 'tanh' }] : [],
  };
}

/** The value to blame: the initializer where one is stated, else the length, else the cell. */
function culprit({ fields, code }: RecurrentConfig): ConfigField {
  // In code the length may stand far from the model.
  if (code) return fields.initializer ? 'initializer' : 'cell';
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
  if (isLoose(clipping)) return { ...base, rule: 'config-clip-loose', severity: 'warning', clipping };
  if (!clipping.off) return null;
  const { threshold } = clipping;
  const reading = readingOf(config.family, clipping);
  if (prediction?.verdict === 'exploding' && reading === 'off') {
    return {
      ...base,
      rule: 'config-clip-off',
      severity: prediction.lengthNamed ? 'warning' : 'information',
      prediction,
    };
  }
  if (threshold === null || threshold === Infinity) return null;
  return { ...base, rule: 'config-clip-zero', severity: 'information', clipping, reading };
}
