import { activationNames } from '../recurrence/activation';
import type { Initializer } from '../initializers/initializer';
import {
  defaultClipping,
  gatesOf,
  type CellName,
  type Clipping,
  type RecurrentConfig,
} from './recurrentConfig';
import type { Prediction } from './prediction';
import type { ConfigChanges } from './setup';

/** The values that a what-if changes, in the order that they are asked about. */
export const whatIfFields = [
  'cell',
  'hiddenSize',
  'activation',
  'initializer',
  'sequenceLength',
  'forgetBias',
  'clipping',
] as const satisfies readonly (keyof ConfigChanges)[];

export type WhatIfField = (typeof whatIfFields)[number];

/** What a person supposed instead of what a config says. */
export type WhatIf = Pick<ConfigChanges, WhatIfField>;

/** The values that a prediction rests on, the framework's defaults where the config is silent; `null` is unknown. */
export interface ValuesInForce {
  readonly cell: CellName | null;
  readonly hiddenSize: number | null;
  readonly activation: Prediction['activation'] | null;
  readonly initializer: Initializer | null;
  readonly sequenceLength: number | null;
  /** `null` for a cell without gates, and for chrono's range of biases. */
  readonly forgetBias: number | null;
  readonly clipping: Clipping | null;
}

/** Sizes that a what-if may ask for: beyond, a person mistyped. */
export const maxHidden = 65_536;
export const maxSteps = 100_000;
export const maxScale = 1000;
export const maxBias = 50;

/** What a config with its changes, and the prediction made of it, say of each value. */
export function valuesInForce(
  { fields, framework, family }: RecurrentConfig,
  prediction: Prediction | null,
): ValuesInForce {
  const unit = fields.unitForgetBias?.value ?? framework === 'keras';
  const gated = prediction?.cell === 'lstm';
  return {
    cell: prediction?.cell ?? null,
    hiddenSize: prediction?.hiddenSize ?? null,
    activation: prediction?.activation ?? null,
    initializer: prediction?.initializer ?? null,
    sequenceLength: prediction?.steps ?? null,
    forgetBias: gated && !fields.chrono ? (fields.forgetBias?.value ?? (unit ? 1 : 0)) : null,
    clipping: fields.clipping?.value ?? defaultClipping(family),
  };
}

/** The changes as the prediction takes them: a forget bias goes before a chrono initialization that the file asks for. */
export function changesOf(whatIf: WhatIf): ConfigChanges {
  return whatIf.forgetBias === undefined ? whatIf : { ...whatIf, chrono: null };
}

/** Changes from a saved state, a message or another untrusted place: what is none is left out. */
export function parseWhatIf(data: unknown): WhatIf {
  if (typeof data !== 'object' || data === null) return {};
  const { cell, hiddenSize, activation, initializer, sequenceLength, forgetBias, clipping } = data as Record<
    string,
    unknown
  >;
  const known = Object.keys(gatesOf).find((name) => name === cell) as CellName | undefined;
  const phi = activationNames.find((name) => name === activation);
  const drawn = parseInitializerObject(initializer);
  const clip = parseClipping(clipping);
  return {
    ...(known ? { cell: known } : {}),
    ...(isWhole(hiddenSize, maxHidden) ? { hiddenSize } : {}),
    ...(phi ? { activation: phi } : {}),
    ...(drawn ? { initializer: drawn } : {}),
    ...(isWhole(sequenceLength, maxSteps) ? { sequenceLength } : {}),
    ...(isNumber(forgetBias, maxBias) ? { forgetBias } : {}),
    ...(clip ? { clipping: clip } : {}),
  };
}

const isWhole = (value: unknown, max: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max;
const isNumber = (value: unknown, max: number): value is number =>
  typeof value === 'number' && Math.abs(value) <= max;

function parseClipping(data: unknown): Clipping | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { kind, threshold, off } = data as Record<string, unknown>;
  const known = (['global-norm', 'norm', 'value'] as const).find((name) => name === kind);
  if (!known) return undefined;
  if (off === true) return { kind: known, threshold: null, off };
  const valid = typeof threshold === 'number' && threshold > 0 && threshold < Infinity;
  return valid ? { kind: known, threshold, off: false } : undefined;
}

function parseInitializerObject(data: unknown): Initializer | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { kind, gain, fan, distribution, mean, deviation, low, high, value } = data as Record<
    string,
    unknown
  >;
  const scale = (candidate: unknown): candidate is number => isNumber(candidate, maxScale);
  switch (kind) {
    case 'pytorch-default':
      return { kind };
    case 'orthogonal':
    case 'identity':
      return scale(gain) ? { kind, gain } : undefined;
    case 'variance-scaling': {
      const counted = (['fan-in', 'fan-out', 'fan-average'] as const).find((name) => name === fan);
      const shape = (['uniform', 'normal', 'truncated-normal'] as const).find(
        (name) => name === distribution,
      );
      return scale(gain) && counted && shape ? { kind, gain, fan: counted, distribution: shape } : undefined;
    }
    case 'normal':
    case 'truncated-normal':
      return scale(mean) && scale(deviation) ? { kind, mean, deviation } : undefined;
    case 'uniform':
      return scale(low) && scale(high) && low <= high ? { kind, low, high } : undefined;
    case 'constant':
      return scale(value) ? { kind, value } : undefined;
    default:
      return undefined;
  }
}
