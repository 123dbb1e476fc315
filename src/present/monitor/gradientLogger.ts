import * as l10n from '@vscode/l10n';
import keras from './loggers/keras.py';
import lightning from './loggers/lightning.py';
import pytorch from './loggers/pytorch.py';

/** A minimal logger of gradient norms that writes JSON Lines which the monitor reads. */
export interface GradientLogger {
  readonly framework: string;
  readonly detail: string;
  readonly code: string;
}

/** One for each framework; the PyTorch one wrote the fixtures of the tests. */
export const gradientLoggers: readonly GradientLogger[] = [
  {
    framework: 'PyTorch',
    get detail() {
      return l10n.t('a function to call between backward() and clipping');
    },
    code: pytorch,
  },
  {
    framework: 'Lightning',
    get detail() {
      return l10n.t('a callback, on_before_optimizer_step');
    },
    code: lightning,
  },
  {
    framework: 'Keras',
    get detail() {
      return l10n.t('a callback that computes gradients on a sample batch');
    },
    code: keras,
  },
];
