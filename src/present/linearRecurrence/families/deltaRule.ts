import * as l10n from '@vscode/l10n';
import type { Words } from './family';

/** Families whose state is overwritten along a key. */
export const deltaRule: Words<'DeltaNet' | 'Gated DeltaNet' | 'KDA'> = {
  DeltaNet: {
    assumption: ({ settings }) =>
      l10n.t(
        'along directions that no key overwrites; along a key the multiplier is 1 − β, from {0} to 1',
        1 - settings['largestBeta']!,
      ),
    expected: () => l10n.t('DeltaNet has one β per head, so heads × width'),
  },
  'Gated DeltaNet': {
    assumption: () => l10n.t('at a_proj·x = 0, and along directions the delta rule does not overwrite'),
    expected: ({ found }) =>
      found.length > 0
        ? l10n.t('Gated DeltaNet has one dt_bias per head, here it is {0}', found.join('×'))
        : l10n.t('Gated DeltaNet has one dt_bias per head, here it is a scalar'),
  },
  KDA: {
    assumption: () => l10n.t('at f(x) = 0, and along directions the delta rule does not overwrite'),
    expected: ({ found }) =>
      l10n.t(
        'KDA has one A_log per head and heads × head size entries in dt_bias, here {0}',
        found.join('×'),
      ),
  },
};
