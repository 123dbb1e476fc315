import * as l10n from '@vscode/l10n';
import type { Extent, MemoryMeaning } from '../../core/config/initialMemory';
import { formatHorizon, formatNumber, formatSteps } from '../format';

/** What the value of a key does to the memory, in sentences. */
export function memoryText(meaning: MemoryMeaning): string {
  switch (meaning.kind) {
    case 'step':
      return meaning.which === 'smallest'
        ? l10n.t(
            'Step sizes dt are drawn log-uniformly from {0}, and a = exp(−A·dt). At the smallest dt, over {1}:',
            interval(meaning.dt),
            ratesText(meaning.rates),
          )
        : l10n.t(
            'Step sizes dt are drawn log-uniformly from {0}, and a = exp(−A·dt). At the largest dt, over {1}:',
            interval(meaning.dt),
            ratesText(meaning.rates),
          );
    case 'states':
      return meaning.dt
        ? l10n.t(
            'Every channel has states n = 1…{0} with A = n at the start, so state {0} forgets {0} times as fast as the first. Over step sizes dt in {1}:',
            meaning.states,
            interval(meaning.dt),
          )
        : l10n.t(
            'Every channel has states n = 1…{0} with A = n at the start: state {0} forgets {0} times as fast as the first. How fast that is depends on dt, which this config does not set.',
            meaning.states,
          );
    case 'heads':
      return l10n.t(
        'Heads h = 1…{0} have A = h at the start. Over step sizes dt in {1}:',
        meaning.heads,
        interval(meaning.dt),
      );
    case 'heads-untouched':
      return l10n.t(
        'A file made from this config has dt_bias = 1, so dt = softplus(1) = {0}, and heads h = 1…{1} with A = h: almost no memory before training.',
        formatNumber(meaning.dt),
        meaning.heads,
      );
    case 'drawn-rates':
      return l10n.t(
        'Every head draws A uniformly from {0}. Over step sizes dt in {1}:',
        interval(meaning.rates),
        interval(meaning.dt),
      );
    case 'step-limit':
      return l10n.t(
        'dt is clamped to {0} at every step, whatever training does. Over the heads’ A = 1…{1} of the start, that bounds the half-life:',
        interval(meaning.limit),
        meaning.heads,
      );
    case 'no-decay':
      return l10n.t(
        'Mamba-2 has one multiplier a head, the same for all its states: this size says how much is remembered, not for how long.',
      );
    case 'rg-lru':
      return l10n.t(
        '{0} channels with a = r^(8·g), r² drawn uniformly from [0.9², 0.999²], at the gate g = ½ of an input of 0; the input moves g between 0 (kept for ever) and 1 (half as long as this).',
        formatNumber(meaning.channels, 5),
      );
    case 'rwkv-width':
      return l10n.t(
        'Channels start with a = exp(−exp(w)), w from {0} to {1}; this many of them fill that range:',
        formatNumber(meaning.decays.low),
        formatNumber(meaning.decays.high),
      );
    case 'rwkv-context':
      return l10n.t(
        'Channels start with a = exp(−exp(w)), w from {0} to {1}. Over the {2} of the context even the slowest keeps {3} of a signal at the start; training has to slow it down to reach further.',
        formatNumber(meaning.decays.low),
        formatNumber(meaning.decays.high),
        formatHorizon(meaning.steps),
        formatNumber(meaning.kept),
      );
    case 'gated-deltanet':
      return l10n.t(
        '{0} heads with a = exp(−A·dt), A drawn uniformly from [0.01, 16] and dt = softplus(1) = {1} before the input takes effect:',
        meaning.heads,
        formatNumber(meaning.dt),
      );
    case 'soft-cap':
      return l10n.t(
        'The forget gate’s input is capped at ±{0}, so f stays below σ({0}): no head can ever hold half of a signal for more than {1}.',
        formatNumber(meaning.cap),
        formatSteps(meaning.longest),
      );
  }
}

/** An extent as `[0.001, 0.1]`. */
const interval = ({ low, high }: Extent): string => `[${formatNumber(low)}, ${formatNumber(high)}]`;

function ratesText(rates: Extract<MemoryMeaning, { readonly kind: 'step' }>['rates']): string {
  switch (rates) {
    case 'states':
      return l10n.t('the states n');
    case 'heads':
      return l10n.t('the heads');
    case 'a-init-range':
      return l10n.t('A uniform in A_init_range');
  }
}
