import * as l10n from '@vscode/l10n';
import type { Words } from './family';

export const xlstm: Words<'mLSTM' | 'sLSTM'> = {
  mLSTM: {
    assumption: ({ settings }) => {
      const cap = settings['cap']!;
      return cap > 0
        ? l10n.t('at the forget gate’s bias under the soft cap {0}, the input’s part left out', cap)
        : l10n.t('at the forget gate’s bias, the input’s part left out');
    },
    expected: (expectation) => {
      if (expectation.of === 'missing-bias') {
        return l10n.t('an mLSTM’s forget gate has a bias beside it, and it is missing');
      }
      const biases = expectation.found.join('×');
      return expectation.gates === 2
        ? l10n.t('an mLSTM has a row and a bias a head and gate, here {0} biases', biases)
        : l10n.t('an mLSTM has a row and a bias a head, here {0} biases', biases);
    },
  },
  sLSTM: {
    assumption: () => l10n.t('along the gate path at the forget gate’s bias, without its recurrent blocks'),
    expected: (expectation) => {
      switch (expectation.of) {
        case 'blocks':
          return l10n.t('an sLSTM has four d × d blocks a head: heads × 4d × d, or heads × d × 4 × d');
        case 'missing-bias':
          return l10n.t('an sLSTM has _bias_ beside it, and it is missing');
        case 'bias': {
          const { heads, size } = expectation;
          return l10n.t('an sLSTM of {0} heads of {1} has {2} biases', heads, size, `${heads}×4×${size}`);
        }
      }
    },
  },
};
