import {
  stateSpaceMemory,
  type Extent,
  type MemoryKey,
  type MemoryMeaning,
} from '../../../../core/config/initialMemory';
import type { ConfigNode } from '../../tree/node';

/** What a key's value implies. */
export type Read = Pick<MemoryKey, 'meaning' | 'memory'>;
/** The number that one of these keys states, or a default; `key.1` is the second of a list. */
export type Numbers = (fallback: number, ...keys: readonly string[]) => number;

/** One kind of recurrence: the models that have it, and its keys. */
export interface MemoryFamily {
  readonly name: string;
  /** Values of `model_type`, or of `ssm_cfg.layer`. */
  readonly models: readonly string[];
  readonly keys: Readonly<Record<string, (numbers: Numbers, node: ConfigNode) => Read>>;
}

/** dt is drawn log-uniformly between these, and not below the floor (transformers, `_init_weights`; mamba_ssm `dt_min` …). */
export function stepSizes(numbers: Numbers): Extent {
  const floor = numbers(1e-4, 'time_step_floor', 'dt_init_floor');
  return {
    low: Math.max(numbers(1e-3, 'time_step_min', 'dt_min'), floor),
    high: Math.max(numbers(1e-1, 'time_step_max', 'dt_max'), floor),
  };
}

type Rates = Extract<MemoryMeaning, { readonly kind: 'step' }>['rates'];

/** The keys of step sizes, whose rates follow from other keys. */
export function stepKeys(ratesOf: (numbers: Numbers) => Extent, rates: Rates): MemoryFamily['keys'] {
  const smallest = (numbers: Numbers): Read => {
    const dt = stepSizes(numbers);
    const memory = stateSpaceMemory(ratesOf(numbers), { low: dt.low, high: dt.low });
    return { meaning: { kind: 'step', which: 'smallest', dt, rates }, memory };
  };
  const largest = (numbers: Numbers): Read => {
    const dt = stepSizes(numbers);
    const memory = stateSpaceMemory(ratesOf(numbers), { low: dt.high, high: dt.high });
    return { meaning: { kind: 'step', which: 'largest', dt, rates }, memory };
  };
  return {
    time_step_min: smallest,
    dt_min: smallest,
    time_step_floor: smallest,
    dt_init_floor: smallest,
    time_step_max: largest,
    dt_max: largest,
  };
}
