import * as l10n from '@vscode/l10n';
import type { Words } from './family';

export const mamba: Words<'Mamba-1' | 'Mamba-2' | 'Mamba-3'> = {
  'Mamba-1': {
    assumption: () => l10n.t('at dt = softplus(dt_proj.bias), without the input’s part of dt'),
    expected: (expectation) =>
      expectation.of === 'missing-bias'
        ? l10n.t('a Mamba layer comes with dt_proj.bias, which is missing')
        : l10n.t("Mamba's dt_proj.bias has one entry per row; here it is {0}", expectation.found.join('×')),
  },
  'Mamba-2': {
    assumption: () => l10n.t('at dt = softplus(dt_bias), without the input’s part of dt'),
    expected: ({ found }) =>
      found.length > 0
        ? l10n.t('Mamba-2 has one dt_bias per head, here it is {0}', found.join('×'))
        : l10n.t('Mamba-2 has one dt_bias per head, here it is a scalar'),
  },
  'Mamba-3': {
    assumption: () => l10n.t('at A = −1 and dt = softplus(dt_bias); both come from the input'),
    expected: () => l10n.t('Mamba-3 has one dt_bias per head'),
  },
};
