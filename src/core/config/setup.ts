import type { Initializer } from '../initializers/initializer';
import type { ActivationName } from '../recurrence/activation';
import { cellDefaults, type CellDefaults } from './libraries';
import type { LeakyStep } from '../role/evidence';
import {
  configFields,
  gatesOf,
  isGated,
  type CellName,
  type ConfigFields,
  type RecurrentConfig,
  type Unmodeled,
} from './recurrentConfig';

/** The forget gate's bias at the start: a number, or ln U[1, T_max − 1] [Tallec2018]. */
export type ForgetBias =
  | { readonly kind: 'constant'; readonly forget: number; readonly exact: boolean }
  | { readonly kind: 'chrono'; readonly longest: number };

/** Everything that a prediction rests on, with the framework's defaults where the config is silent. */
export interface Setup {
  readonly cell: CellName;
  /** How many H × H blocks are drawn as one matrix. */
  readonly gates: number;
  readonly hidden: number | null;
  readonly layers: number;
  readonly activation: ActivationName;
  /** Whether a step is known to go through that activation: of a bare matrix only where the text shows it. */
  readonly activationKnown: boolean;
  readonly initializer: Initializer;
  readonly steps: number;
  /** Whether the config names its length: else `steps` is a supposition. */
  readonly lengthNamed: boolean;
  readonly bias: ForgetBias;
  /** Gates have two biases, each U(±1/√H). */
  readonly drawnBiases: boolean;
  /** What a GRU's update gate has for a bias. */
  readonly updateBias: number;
  /** ρ that the matrix is scaled to after it was drawn; `null` where it stays as it is. */
  readonly spectralRadius: number | null;
  readonly leak: LeakyStep;
  /** What the matrix starts from is given somewhere else, or the step is not modeled: nothing can be predicted. */
  readonly open: boolean;
  readonly unmodeled: Unmodeled | null;
  /** Cells that may be made instead. */
  readonly others: readonly CellName[];
}

/** What a what-if changes: values by field, `null` takes a statement back. */
export type ConfigChanges = { readonly [K in keyof ConfigFields]?: ConfigFields[K] | null };

/** The setup that a config makes, over `steps` where it names no sequence length; `null` without a cell. */
export function setupOf(config: RecurrentConfig, steps: number, changes: ConfigChanges = {}): Setup | null {
  const values = valuesOf(config, changes);
  const { cell } = values;
  if (!cell) return null;
  const defaults = defaultsOf(config, cell);
  const unmodeled = config.code?.unmodeled ?? null;
  // PyTorch's gated cells know no other activation; one in such a config belongs to other layers.
  const isFree = config.framework === 'keras' || !isGated(cell);
  return {
    cell,
    gates: defaults.separateGates ? 1 : gatesOf[cell],
    hidden: values.hiddenSize ?? null,
    layers: values.layers ?? 1,
    activation: (isFree ? values.activation : undefined) ?? defaults.activation ?? 'tanh',
    activationKnown: cell !== 'matrix' || values.activation !== undefined,
    initializer: values.initializer ?? defaults.initializer,
    steps: values.sequenceLength ?? steps,
    lengthNamed: values.sequenceLength !== undefined,
    bias: biasOf(values, cell === 'lstm' ? defaults : { ...defaults, gateBias: 0 }),
    drawnBiases: defaults.drawnBiases ?? false,
    updateBias: cell === 'gru' ? (defaults.gateBias ?? 0) : 0,
    spectralRadius: values.spectralRadius ?? null,
    leak: values.leak ?? { keep: 0, gain: 1 },
    open:
      unmodeled !== null || ((config.code?.open ?? false) && !changes.initializer && !changes.spectralRadius),
    unmodeled,
    others: config.code?.others ?? [],
  };
}

/** What holds where the config is silent: the library's own, or the framework's. */
export function defaultsOf({ framework, library, code }: RecurrentConfig, cell: CellName): CellDefaults {
  return cellDefaults(code?.library ?? library ?? framework, cell);
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

function biasOf(
  values: Partial<ConfigFields>,
  { gateBias = 0, drawnBiases = false }: CellDefaults,
): ForgetBias {
  if (values.chrono !== undefined) return { kind: 'chrono', longest: Math.max(values.chrono, 3) };
  if (values.forgetBias !== undefined) return { kind: 'constant', forget: values.forgetBias, exact: true };
  const forget = values.unitForgetBias === undefined ? gateBias : values.unitForgetBias ? 1 : 0;
  return { kind: 'constant', forget, exact: !drawnBiases };
}
