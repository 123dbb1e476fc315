import * as l10n from '@vscode/l10n';
import { refusesNothing, type Words } from './family';

export const rwkv: Words<'RWKV-4' | 'RWKV-5' | 'RWKV-6' | 'RWKV-7'> = {
  'RWKV-4': { assumption: () => l10n.t('exactly, whatever the input'), expected: refusesNothing },
  'RWKV-5': { assumption: () => l10n.t('exactly, whatever the input'), expected: refusesNothing },
  'RWKV-6': {
    assumption: () => l10n.t('at w = time_decay, without the input’s low-rank part'),
    expected: (expectation) => {
      switch (expectation.of) {
        case 'flat-decay':
          return l10n.t('RWKV-6 stores 1×1×channels alongside time_decay_w1');
        case 'decay':
          return l10n.t('RWKV-6 stores 1×1×channels, alongside time_decay_w1 and time_decay_w2');
        case 'rank':
          return l10n.t('RWKV-6 has rank × {0} there, as time_decay is 1×1×{0}', expectation.channels);
        case 'one-decay':
          return l10n.t('RWKV-6 has one decay per channel');
      }
    },
  },
  'RWKV-7': {
    assumption: () => l10n.t('at w = w0, without the input’s low-rank part and the rank-one removal'),
    expected: ({ of }) =>
      of === 'w0' ? l10n.t('RWKV-7 stores w0 as 1×1×channels') : l10n.t('RWKV-7 has one decay per channel'),
  },
};
