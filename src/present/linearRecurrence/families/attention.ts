import * as l10n from '@vscode/l10n';
import { refusesNothing, type Words } from './family';

/** Gated linear attention, fixed decays, and recurrences of a gate alone. */
export const attention: Words<'GLA' | 'HGRN' | 'minGRU' | 'RetNet' | 'Lightning attention'> = {
  GLA: {
    assumption: ({ settings }) =>
      l10n.t('at gk equal to its bias, without the input’s part; divided by {0}', settings['normalizer']!),
    expected: ({ rows }) =>
      rows === null
        ? l10n.t('GLA has one bias per key channel')
        : l10n.t('GLA has one bias per key channel, of which gk_proj.1.weight has {0}', rows),
  },
  HGRN: {
    assumption: () => l10n.t('at f = 0, halfway between the lower bound and 1'),
    expected: () => l10n.t('HGRN stores lower bounds as layers × channels'),
  },
  minGRU: {
    assumption: () => l10n.t('at an input of zero, where the gate is ½ whatever the weights'),
    expected: () => l10n.t('minGRU stores twice as many rows as channels: hidden, then gate'),
  },
  RetNet: {
    assumption: () => l10n.t('fixed by the head’s number; nothing is stored'),
    expected: refusesNothing,
  },
  'Lightning attention': {
    assumption: () => l10n.t('fixed by the head’s and the layer’s number; nothing is stored'),
    expected: refusesNothing,
  },
};
