import {
  rgLruMemory,
  rwkvMemory,
  softplus,
  stateSpaceMemory,
  type Extent,
  type MemoryKey,
} from '../../../core/config/initialMemory';
import { formatHorizon, formatNumber, formatSteps } from '../../../core/format';
import type { Placed } from '../../../core/config/recurrentConfig';
import type { Scope } from '../scope';
import { child, type ConfigNode } from '../tree/node';

/** A key of a model with its place, and what it implies. */
export type PlacedMemoryKey = Placed<MemoryKey>;

type Read = Pick<MemoryKey, 'meaning' | 'memory'>;
/** The number that one of these keys states, or a default. */
type Numbers = (fallback: number, ...keys: readonly string[]) => number;

/** One kind of recurrence: the models that have it, and its keys. */
interface MemoryFamily {
  readonly name: string;
  readonly models: readonly string[];
  readonly keys: Readonly<Record<string, (numbers: Numbers, node: ConfigNode) => Read>>;
}

const say = formatNumber;
const interval = ({ low, high }: Extent): string => `[${say(low)}, ${say(high)}]`;

/** dt is drawn log-uniformly between these, and not below the floor (transformers, `_init_weights`; mamba_ssm `dt_min` …). */
function stepSizes(numbers: Numbers): Extent {
  const floor = numbers(1e-4, 'time_step_floor', 'dt_init_floor');
  return {
    low: Math.max(numbers(1e-3, 'time_step_min', 'dt_min'), floor),
    high: Math.max(numbers(1e-1, 'time_step_max', 'dt_max'), floor),
  };
}

/** The meaning of the smallest or the largest step, of which `rates` make decays. */
function step(which: 'low' | 'high', rates: Extent, what: string) {
  return (numbers: Numbers): Read => {
    const dt = stepSizes(numbers);
    const at = { low: dt[which], high: dt[which] };
    const extreme = which === 'low' ? 'smallest' : 'largest';
    return {
      meaning: `Step sizes dt are drawn log-uniformly from ${interval(dt)}, and a = exp(−A·dt). At the ${extreme} dt, over ${what}:`,
      memory: stateSpaceMemory(rates, at),
    };
  };
}

/** The keys of step sizes, whose rates follow from other keys. */
function stepKeys(rates: (numbers: Numbers) => Extent, what: string): MemoryFamily['keys'] {
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

const states = (numbers: Numbers): Extent => ({
  low: 1,
  high: numbers(16, 'state_size', 'd_state'),
});

const stateSize = (numbers: Numbers): Read => {
  const rates = states(numbers);
  return {
    meaning: `Every channel has states n = 1…${rates.high} with A = n at the start, so state ${rates.high} forgets ${rates.high} times as fast as the first. Over step sizes dt in ${interval(stepSizes(numbers))}:`,
    memory: stateSpaceMemory(rates, stepSizes(numbers)),
  };
};

/** Mamba-1: A_log = ln(1…N) in every channel (transformers `mamba`, `falcon_mamba`; mamba_ssm/modules/mamba_simple.py). */
const mamba1: MemoryFamily = {
  name: 'Mamba-1',
  models: ['mamba', 'falcon_mamba', 'Mamba1'],
  keys: { ...stepKeys(states, 'the states n'), state_size: stateSize, d_state: stateSize },
};

/** HF's heads h = 1…nh have A = h. */
const heads = (numbers: Numbers): Extent => {
  const width = numbers(2, 'expand', 'mamba_expand') * numbers(4096, 'hidden_size');
  const derived = width / numbers(64, 'head_dim', 'mamba_headdim', 'mamba_head_dim');
  return {
    low: 1,
    high: Math.max(
      1,
      Math.floor(numbers(derived, 'num_heads', 'n_mamba_heads', 'mamba_num_heads', 'mamba_n_heads')),
    ),
  };
};

const noDecay = (): Read => ({
  meaning:
    'Mamba-2 has one multiplier a head, the same for all its states: this size says how much is remembered, not for how long.',
  memory: null,
});

const headCount = (numbers: Numbers): Read => ({
  meaning: `Heads h = 1…${heads(numbers).high} have A = h at the start. Over step sizes dt in ${interval(stepSizes(numbers))}:`,
  memory: stateSpaceMemory(heads(numbers), stepSizes(numbers)),
});

/** dt is clamped to these at every step, in training too. */
const stepLimit = (numbers: Numbers, node: ConfigNode): Read => {
  const [low, high] = node.children.map(({ value }) => value);
  const limit = {
    low: typeof low === 'number' ? low : 0,
    // Python writes Infinity, which JSON has no word for.
    high: typeof high === 'number' ? high : Infinity,
  };
  return {
    meaning: `dt is clamped to ${interval(limit)} at every step, whatever training does. Over the heads’ A = 1…${heads(numbers).high} of the start, that bounds the half-life:`,
    memory: stateSpaceMemory(heads(numbers), limit),
  };
};

/** Mamba-2: A_log = ln(1…heads), dt drawn (transformers `mamba2`, `zamba2`, `nemotron_h`). */
const mamba2: MemoryFamily = {
  name: 'Mamba-2',
  models: ['mamba2', 'zamba2', 'nemotron_h'],
  keys: {
    ...stepKeys(heads, 'the heads'),
    time_step_limit: stepLimit,
    num_heads: headCount,
    n_mamba_heads: headCount,
    mamba_num_heads: headCount,
    state_size: noDecay,
    mamba_d_state: noDecay,
    ssm_state_size: noDecay,
  },
};

/** mamba_ssm's Mamba-2 (modules/mamba2.py): A uniform in A_init_range, [1, 16] if not given. */
const originalMamba2: MemoryFamily = {
  name: 'Mamba-2',
  models: ['Mamba2'],
  keys: {
    ...stepKeys((numbers) => rangeOf(numbers), 'A uniform in A_init_range'),
    a_init_range: (numbers) => ({
      meaning: `Every head draws A uniformly from ${interval(rangeOf(numbers))}. Over step sizes dt in ${interval(stepSizes(numbers))}:`,
      memory: stateSpaceMemory(rangeOf(numbers), stepSizes(numbers)),
    }),
    d_state: noDecay,
  },
};

const rangeOf = (numbers: Numbers): Extent => ({
  low: numbers(1, 'a_init_range.0'),
  high: numbers(16, 'a_init_range.1'),
});

const untouched = softplus(1);

const hybridHeads = (numbers: Numbers): Read => {
  const rates = heads(numbers);
  return {
    meaning: `A file made from this config has dt_bias = 1, so dt = softplus(1) = ${say(untouched)}, and heads h = 1…${rates.high} with A = h: hardly a memory before training.`,
    memory: stateSpaceMemory(rates, { low: untouched, high: untouched }),
  };
};

/** Hybrids that leave dt_bias at 1 (transformers `bamba`, `falcon_h1`, `granitemoehybrid`). */
const hybrids: MemoryFamily = {
  name: 'Mamba-2',
  models: ['bamba', 'falcon_h1', 'granitemoehybrid'],
  keys: { mamba_n_heads: hybridHeads, mamba_d_state: noDecay },
};

/** Jamba: A = n as in Mamba-1; dt follows from learned weights, so the config settles only the ratio. */
const jamba: MemoryFamily = {
  name: 'Mamba-1',
  models: ['jamba', 'zamba'],
  keys: {
    mamba_d_state: (numbers) => {
      const n = numbers(16, 'mamba_d_state');
      return {
        meaning: `Every channel has states n = 1…${n} with A = n at the start: state ${n} forgets ${n} times as fast as the first. How fast that is, dt decides, which this config does not set.`,
        memory: null,
      };
    },
  },
};

/** RG-LRU (transformers `recurrent_gemma`, `_init_weights`). */
const recurrentGemma: MemoryFamily = {
  name: 'RG-LRU',
  models: ['recurrent_gemma'],
  keys: {
    lru_width: (numbers) => ({
      meaning: `${say(numbers(2560, 'lru_width'), 5)} channels with a = r^(8·g), r² drawn uniformly from [0.9², 0.999²], at the gate g = ½ of an input of 0; the input moves g between 0 (kept for ever) and 1 (half as long as this).`,
      memory: rgLruMemory(),
    }),
  },
};

/** RWKV-4 (transformers `rwkv`): w from −5 to 3 over the channels; RWKV-5 and 6 (BlinkDL/RWKV-LM): from −6 to −1. */
function rwkv(name: string, models: readonly string[], decays: Extent): MemoryFamily {
  const memory = rwkvMemory(decays);
  const spread = `Channels start with a = exp(−exp(w)), w from ${say(decays.low)} to ${say(decays.high)}`;
  const width = (): Read => ({ meaning: `${spread}; this many of them fill that range:`, memory });
  const length = (_: Numbers, { value }: ConfigNode): Read => {
    const steps = typeof value === 'number' ? value : 0;
    const kept = Math.exp(-steps * Math.exp(decays.low));
    return {
      meaning: `${spread}. Over the ${formatHorizon(steps)} of the context even the slowest keeps ${say(kept)} of a signal at the start; training has to slow it down to reach further.`,
      memory,
    };
  };
  return { name, models, keys: { attention_hidden_size: width, context_length: length } };
}

/** Gated DeltaNet in Qwen3-Next and Qwen3.5: dt_bias = 1, A uniform in (0.01, 16) (transformers `qwen3_next`). */
const gatedDeltaNet: MemoryFamily = {
  name: 'Gated DeltaNet',
  models: ['qwen3_next', 'qwen3_5', 'qwen3_5_text'],
  keys: {
    linear_num_value_heads: (numbers) => ({
      meaning: `${numbers(32, 'linear_num_value_heads')} heads with a = exp(−A·dt), A drawn uniformly from [0.01, 16] and dt = softplus(1) = ${say(untouched)} before the input has a say:`,
      memory: stateSpaceMemory({ low: 0.01, high: 16 }, { low: untouched, high: untouched }),
    }),
  },
};

/** xLSTM's mLSTM: f = σ(cap·tanh(x/cap)) (transformers `xlstm`, `gate_soft_cap`). */
const xlstm: MemoryFamily = {
  name: 'mLSTM',
  models: ['xlstm'],
  keys: {
    gate_soft_cap: (numbers) => {
      const cap = numbers(15, 'gate_soft_cap');
      // −ln σ(±cap) = softplus(∓cap).
      const memory = { shortest: Math.LN2 / softplus(cap), longest: Math.LN2 / softplus(-cap) };
      const most = formatSteps(memory.longest);
      return {
        meaning: `The forget gate’s input is capped at ±${say(cap)}, so f stays below σ(${say(cap)}): no head can ever hold half of a signal for more than ${most}.`,
        memory,
      };
    },
  },
};

/** A new family is one of these and a name in this list. */
const memoryFamilies: readonly MemoryFamily[] = [
  mamba1,
  mamba2,
  originalMamba2,
  hybrids,
  jamba,
  recurrentGemma,
  rwkv('RWKV-4', ['rwkv'], { low: -5, high: 3 }),
  rwkv('RWKV-5', ['rwkv5'], { low: -6, high: -1 }),
  rwkv('RWKV-6', ['rwkv6'], { low: -6, high: -1 }),
  gatedDeltaNet,
  xlstm,
];

/** What a text without any of these has no such key for. */
export const remembers = /"?model_type"?\s*[:=]|"?ssm_cfg"?\s*[:=]/;

/**
 * The keys of a model's config that imply how far back it remembers before training, with their places. A config is one by
 * its `model_type` alone, or by mamba_ssm's `ssm_cfg`, which names the layer.
 */
export function memoryKeys(scope: Scope): PlacedMemoryKey[] {
  const ssm = child(scope.root, 'ssm_cfg');
  const maps = [scope.root, child(scope.root, 'text_config'), ssm];
  return maps.flatMap((map) => {
    const model =
      map === ssm ? (scope.string(child(ssm, 'layer')) ?? 'Mamba1') : scope.string(child(map, 'model_type'));
    const family = memoryFamilies.find(({ models }) => model !== undefined && models.includes(model));
    return map && family ? keysIn(scope, map, family) : [];
  });
}

function keysIn(scope: Scope, map: ConfigNode, { name, keys }: MemoryFamily): PlacedMemoryKey[] {
  const numbers: Numbers = (fallback, ...names) => {
    for (const path of names) {
      const [key = '', index] = path.split('.');
      const node = scope.find(map, [key]);
      const value = (index === undefined ? node : node?.children[Number(index)])?.value;
      if (typeof value === 'number' && value > 0 && value < 1e9) return value;
    }
    return fallback;
  };
  return Object.entries(keys).flatMap(([key, read]) => {
    const node = scope.find(map, [key]);
    // A key that is null takes the default, and one of another type says nothing.
    const stated = node && (node.kind === 'list' || (typeof node.value === 'number' && node.value > 0));
    return stated ? [scope.place(node, { family: name, ...read(numbers, node) })] : [];
  });
}
