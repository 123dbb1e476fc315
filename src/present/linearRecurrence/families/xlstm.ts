import * as l10n from '@vscode/l10n';
import type { Words } from './family';

export const xlstm: Words<'mLSTM' | 'sLSTM'> = {
  mLSTM: {
    assumption: ({ settings }) => {
      const cap = settings['cap']!;
      return cap > 0
        ? l10n.t('at the forget gate’s bias under the soft cap {0}, without the input’s part', cap)
        : l10n.t('at the forget gate’s bias, without the input’s part');
    },
    expected: (expectation) => {
      if (expectation.of === 'missing-bias') {
        return l10n.t('an mLSTM’s forget gate comes with a bias, which is missing');
      }
      const biases = expectation.found.join('×');
      return expectation.gates === 2
        ? l10n.t('an mLSTM has one row and one bias per head and gate; here there are {0} biases', biases)
        : l10n.t('an mLSTM has one row and one bias per head; here there are {0} biases', biases);
    },
  },
  sLSTM: {
    assumption: () => l10n.t('along the gate path at the forget gate’s bias, without its recurrent blocks'),
    expected: (expectation) => {
      switch (expectation.of) {
        case 'blocks':
          return l10n.t('an sLSTM has four d × d blocks per head: heads × 4d × d, or heads × d × 4 × d');
        case 'missing-bias':
          return l10n.t('an sLSTM comes with _bias_, which is missing');
        case 'bias': {
          const { heads, size } = expectation;
          return l10n.t('an sLSTM of {0} heads of {1} has {2} biases', heads, size, `${heads}×4×${size}`);
        }
      }
    },
  },
};
