import * as l10n from '@vscode/l10n';

/** The cells as people name them. */
export const cellTitles = {
  get rnn() {
    return l10n.t('vanilla RNN');
  },
  lstm: 'LSTM',
  gru: 'GRU',
  get reservoir() {
    return l10n.t('reservoir');
  },
  get matrix() {
    return l10n.t('recurrent matrix');
  },
} as const;
