import {
  rgLruMemory,
  rwkvMemory,
  softplus,
  stateSpaceMemory,
  type Extent,
} from '../../../../core/config/initialMemory';
import type { ConfigNode } from '../../tree/node';
import type { MemoryFamily, Numbers, Read } from './family';

/** RG-LRU (transformers `recurrent_gemma`, `_init_weights`). */
export const recurrentGemma: MemoryFamily = {
  name: 'RG-LRU',
  models: ['recurrent_gemma'],
  keys: {
    lru_width: (numbers) => ({
      meaning: { kind: 'rg-lru', channels: numbers(2560, 'lru_width') },
      memory: rgLruMemory(),
    }),
  },
};

/** RWKV-4 (transformers `rwkv`): w from −5 to 3 over the channels; RWKV-5 and 6 (BlinkDL/RWKV-LM): from −6 to −1. */
export function rwkv(name: string, models: readonly string[], decays: Extent): MemoryFamily {
  const memory = rwkvMemory(decays);
  const width = (): Read => ({ meaning: { kind: 'rwkv-width', decays }, memory });
  const length = (_: Numbers, { value }: ConfigNode): Read => {
    const steps = typeof value === 'number' ? value : 0;
    const kept = Math.exp(-steps * Math.exp(decays.low));
    return { meaning: { kind: 'rwkv-context', decays, steps, kept }, memory };
  };
  return { name, models, keys: { attention_hidden_size: width, context_length: length } };
}

/** Gated DeltaNet in Qwen3-Next and Qwen3.5: dt_bias = 1, A uniform in (0.01, 16) (transformers `qwen3_next`). */
export const gatedDeltaNet: MemoryFamily = {
  name: 'Gated DeltaNet',
  models: ['qwen3_next', 'qwen3_5', 'qwen3_5_text'],
  keys: {
    linear_num_value_heads: (numbers) => ({
      meaning: { kind: 'gated-deltanet', heads: numbers(32, 'linear_num_value_heads'), dt: softplus(1) },
      memory: stateSpaceMemory({ low: 0.01, high: 16 }, { low: softplus(1), high: softplus(1) }),
    }),
  },
};

/** xLSTM's mLSTM: f = σ(cap·tanh(x/cap)) (transformers `xlstm`, `gate_soft_cap`). */
export const xlstm: MemoryFamily = {
  name: 'mLSTM',
  models: ['xlstm'],
  keys: {
    gate_soft_cap: (numbers) => {
      const cap = numbers(15, 'gate_soft_cap');
      // −ln σ(±cap) = softplus(∓cap).
      const memory = { shortest: Math.LN2 / softplus(cap), longest: Math.LN2 / softplus(-cap) };
      return { meaning: { kind: 'soft-cap', cap, longest: memory.longest }, memory };
    },
  },
};
