import { softplus, stateSpaceMemory, type Extent } from '../../../../core/config/initialMemory';
import type { ConfigNode } from '../../tree/node';
import { stepKeys, stepSizes, type MemoryFamily, type Numbers, type Read } from './family';

const states = (numbers: Numbers): Extent => ({
  low: 1,
  high: numbers(16, 'state_size', 'd_state'),
});

const stateSize = (numbers: Numbers): Read => {
  const rates = states(numbers);
  return {
    meaning: { kind: 'states', states: rates.high, dt: stepSizes(numbers) },
    memory: stateSpaceMemory(rates, stepSizes(numbers)),
  };
};

/** Mamba-1: A_log = ln(1…N) in every channel (transformers `mamba`, `falcon_mamba`; mamba_ssm/modules/mamba_simple.py). */
export const mamba1: MemoryFamily = {
  name: 'Mamba-1',
  models: ['mamba', 'falcon_mamba', 'Mamba1'],
  keys: { ...stepKeys(states, 'states'), state_size: stateSize, d_state: stateSize },
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

const noDecay = (): Read => ({ meaning: { kind: 'no-decay' }, memory: null });

const headCount = (numbers: Numbers): Read => ({
  meaning: { kind: 'heads', heads: heads(numbers).high, dt: stepSizes(numbers) },
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
    meaning: { kind: 'step-limit', limit, heads: heads(numbers).high },
    memory: stateSpaceMemory(heads(numbers), limit),
  };
};

/** Mamba-2: A_log = ln(1…heads), dt drawn (transformers `mamba2`, `zamba2`, `nemotron_h`). */
export const mamba2: MemoryFamily = {
  name: 'Mamba-2',
  models: ['mamba2', 'zamba2', 'nemotron_h'],
  keys: {
    ...stepKeys(heads, 'heads'),
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
export const originalMamba2: MemoryFamily = {
  name: 'Mamba-2',
  models: ['Mamba2'],
  keys: {
    ...stepKeys((numbers) => rangeOf(numbers), 'a-init-range'),
    a_init_range: (numbers) => ({
      meaning: { kind: 'drawn-rates', rates: rangeOf(numbers), dt: stepSizes(numbers) },
      memory: stateSpaceMemory(rangeOf(numbers), stepSizes(numbers)),
    }),
    d_state: noDecay,
  },
};

const rangeOf = (numbers: Numbers): Extent => ({
  low: numbers(1, 'a_init_range.0'),
  high: numbers(16, 'a_init_range.1'),
});

/** The step size of a bias that is left at 1. */
const untouched = softplus(1);

const hybridHeads = (numbers: Numbers): Read => {
  const rates = heads(numbers);
  return {
    meaning: { kind: 'heads-untouched', heads: rates.high, dt: untouched },
    memory: stateSpaceMemory(rates, { low: untouched, high: untouched }),
  };
};

/** Hybrids that leave dt_bias at 1 (transformers `bamba`, `falcon_h1`, `granitemoehybrid`). */
export const hybrids: MemoryFamily = {
  name: 'Mamba-2',
  models: ['bamba', 'falcon_h1', 'granitemoehybrid'],
  keys: { mamba_n_heads: hybridHeads, mamba_d_state: noDecay },
};

/** Jamba: A = n as in Mamba-1; dt follows from learned weights, so the config settles only the ratio. */
export const jamba: MemoryFamily = {
  name: 'Mamba-1',
  models: ['jamba', 'zamba'],
  keys: {
    mamba_d_state: (numbers) => ({
      meaning: { kind: 'states', states: numbers(16, 'mamba_d_state'), dt: null },
      memory: null,
    }),
  },
};
