import { defaultInitializer, type Framework } from '../initializers/names';
import type { Initializer } from '../initializers/initializer';
import type { ActivationName } from '../recurrence/activation';
import { configFields, type CellName, type ConfigFields, type RecurrentConfig } from './recurrentConfig';

/** The forget gate's bias at the start: a number, or ln U[1, T_max − 1] [Tallec2018]. */
export type ForgetBias =
  | { readonly kind: 'constant'; readonly forget: number; readonly exact: boolean }
  | { readonly kind: 'chrono'; readonly longest: number };

/** Everything that a prediction rests on, with the framework's defaults where the config is silent. */
export interface Setup {
  readonly framework: Framework;
  readonly cell: CellName;
  readonly hidden: number | null;
  readonly layers: number;
  readonly activation: ActivationName;
  readonly initializer: Initializer;
  readonly steps: number;
  readonly bias: ForgetBias;
}

/** What a what-if changes: values by field, `null` takes a statement back. */
export type ConfigChanges = { readonly [K in keyof ConfigFields]?: ConfigFields[K] | null };

/** The setup that a config makes, over `steps` where it names no sequence length; `null` without a cell. */
export function setupOf(config: RecurrentConfig, steps: number, changes: ConfigChanges = {}): Setup | null {
  const { framework } = config;
  const values = valuesOf(config, changes);
  if (!values.cell) return null;
  return {
    framework,
    cell: values.cell,
    hidden: values.hiddenSize ?? null,
    layers: values.layers ?? 1,
    // PyTorch's gated cells know no other activation; one in such a config belongs to other layers.
    activation: (framework === 'keras' || values.cell === 'rnn' ? values.activation : undefined) ?? 'tanh',
    initializer: values.initializer ?? defaultInitializer[framework],
    steps: values.sequenceLength ?? steps,
    bias: biasOf(values, framework),
  };
}

/** A config with changes made to its values; places stay, and what had none stands at the config's own. */
export function withChanges(config: RecurrentConfig, changes: ConfigChanges): RecurrentConfig {
  const values: Partial<ConfigFields> = valuesOf(config, changes);
  const fields = Object.fromEntries(
    configFields.flatMap((field) => {
      const value = values[field];
      if (value === undefined) return [];
      const place = config.fields[field] ?? { range: config.anchor, keyRange: null, path: config.name };
      return [[field, { ...place, value }]];
    }),
  );
  return { ...config, fields };
}

function valuesOf({ fields }: RecurrentConfig, changes: ConfigChanges): Partial<ConfigFields> {
  return Object.fromEntries(
    configFields.flatMap((field) => {
      const change = changes[field];
      const value = change === undefined ? fields[field]?.value : change;
      return value === undefined || value === null ? [] : [[field, value]];
    }),
  );
}

function biasOf(values: Partial<ConfigFields>, framework: Framework): ForgetBias {
  if (values.chrono !== undefined) return { kind: 'chrono', longest: Math.max(values.chrono, 3) };
  if (values.forgetBias !== undefined) return { kind: 'constant', forget: values.forgetBias, exact: true };
  const unit = values.unitForgetBias ?? framework === 'keras';
  return { kind: 'constant', forget: unit ? 1 : 0, exact: framework === 'keras' };
}
