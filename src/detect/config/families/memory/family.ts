import * as l10n from '@vscode/l10n';
import { stateSpaceMemory, type Extent, type MemoryKey } from '../../../../core/config/initialMemory';
import { formatNumber } from '../../../../core/format';
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

/** An extent as `[0.001, 0.1]`. */
export const interval = ({ low, high }: Extent): string => `[${formatNumber(low)}, ${formatNumber(high)}]`;

/** dt is drawn log-uniformly between these, and not below the floor (transformers, `_init_weights`; mamba_ssm `dt_min` …). */
export function stepSizes(numbers: Numbers): Extent {
  const floor = numbers(1e-4, 'time_step_floor', 'dt_init_floor');
  return {
    low: Math.max(numbers(1e-3, 'time_step_min', 'dt_min'), floor),
    high: Math.max(numbers(1e-1, 'time_step_max', 'dt_max'), floor),
  };
}

/** The meaning of the smallest or the largest step, of which `rates` make decays. */
function step(which: 'low' | 'high', rates: Extent, what: () => string) {
  return (numbers: Numbers): Read => {
    const dt = stepSizes(numbers);
    const at = { low: dt[which], high: dt[which] };
    return {
      meaning:
        which === 'low'
          ? l10n.t(
              'Step sizes dt are drawn log-uniformly from {0}, and a = exp(−A·dt). At the smallest dt, over {1}:',
              interval(dt),
              what(),
            )
          : l10n.t(
              'Step sizes dt are drawn log-uniformly from {0}, and a = exp(−A·dt). At the largest dt, over {1}:',
              interval(dt),
              what(),
            ),
      memory: stateSpaceMemory(rates, at),
    };
  };
}

/** The keys of step sizes, whose rates follow from other keys. */
export function stepKeys(rates: (numbers: Numbers) => Extent, what: () => string): MemoryFamily['keys'] {
  const low = (numbers: Numbers): Read => step('low', rates(numbers), what)(numbers);
  const high = (numbers: Numbers): Read => step('high', rates(numbers), what)(numbers);
  return {
    time_step_min: low,
    dt_min: low,
    time_step_floor: low,
    dt_init_floor: low,
    time_step_max: high,
    dt_max: high,
  };
}
