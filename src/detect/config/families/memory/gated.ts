import * as l10n from '@vscode/l10n';
import {
  rgLruMemory,
  rwkvMemory,
  softplus,
  stateSpaceMemory,
  type Extent,
} from '../../../../core/config/initialMemory';
import { formatHorizon, formatNumber, formatSteps } from '../../../../core/format';
import type { ConfigNode } from '../../tree/node';
import type { MemoryFamily, Numbers, Read } from './family';

/** RG-LRU (transformers `recurrent_gemma`, `_init_weights`). */
export const recurrentGemma: MemoryFamily = {
  name: 'RG-LRU',
  models: ['recurrent_gemma'],
  keys: {
    lru_width: (numbers) => ({
      meaning: l10n.t(
        '{0} channels with a = r^(8·g), r² drawn uniformly from [0.9², 0.999²], at the gate g = ½ of an input of 0; the input moves g between 0 (kept for ever) and 1 (half as long as this).',
        formatNumber(numbers(2560, 'lru_width'), 5),
      ),
      memory: rgLruMemory(),
    }),
  },
};

/** RWKV-4 (transformers `rwkv`): w from −5 to 3 over the channels; RWKV-5 and 6 (BlinkDL/RWKV-LM): from −6 to −1. */
export function rwkv(name: string, models: readonly string[], decays: Extent): MemoryFamily {
  const memory = rwkvMemory(decays);
  const [from, to] = [formatNumber(decays.low), formatNumber(decays.high)];
  const width = (): Read => ({
    meaning: l10n.t(
      'Channels start with a = exp(−exp(w)), w from {0} to {1}; this many of them fill that range:',
      from,
      to,
    ),
    memory,
  });
  const length = (_: Numbers, { value }: ConfigNode): Read => {
    const steps = typeof value === 'number' ? value : 0;
    const kept = Math.exp(-steps * Math.exp(decays.low));
    return {
      meaning: l10n.t(
        'Channels start with a = exp(−exp(w)), w from {0} to {1}. Over the {2} of the context even the slowest keeps {3} of a signal at the start; training has to slow it down to reach further.',
        from,
        to,
        formatHorizon(steps),
        formatNumber(kept),
      ),
      memory,
    };
  };
  return { name, models, keys: { attention_hidden_size: width, context_length: length } };
}

/** Gated DeltaNet in Qwen3-Next and Qwen3.5: dt_bias = 1, A uniform in (0.01, 16) (transformers `qwen3_next`). */
export const gatedDeltaNet: MemoryFamily = {
  name: 'Gated DeltaNet',
  models: ['qwen3_next', 'qwen3_5', 'qwen3_5_text'],
  keys: {
    linear_num_value_heads: (numbers) => ({
      meaning: l10n.t(
        '{0} heads with a = exp(−A·dt), A drawn uniformly from [0.01, 16] and dt = softplus(1) = {1} before the input has a say:',
        numbers(32, 'linear_num_value_heads'),
        formatNumber(softplus(1)),
      ),
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
      const most = formatSteps(memory.longest);
      return {
        meaning: l10n.t(
          'The forget gate’s input is capped at ±{0}, so f stays below σ({0}): no head can ever hold half of a signal for more than {1}.',
          formatNumber(cap),
          most,
        ),
        memory,
      };
    },
  },
};
