import * as l10n from '@vscode/l10n';
import { transformName } from '../../../core/recurrence/linear/s4d';
import type { Words } from './family';

/** Families of diagonal state-space models and their kin. */
export const stateSpace: Words<'S4D' | 'S5' | 'LRU' | 'RG-LRU'> = {
  S4D: {
    assumption: (layer) => {
      const transforms = [transformName(layer, 'dtAs'), transformName(layer, 'realAs')] as const;
      return layer.settings['bilinear'] === 1
        ? l10n.t('with dt through {0}, Re A through {1} and the bilinear rule', ...transforms)
        : l10n.t('with dt through {0}, Re A through {1} and zero-order hold', ...transforms);
    },
    expected: (expectation) => {
      switch (expectation.of) {
        case 'real':
          return l10n.t(
            'S4D stores channels × states, with one log_dt per channel and A_imag of the same shape',
          );
        case 'dt':
          return l10n.t('S4 has one dt per channel, a multiple of A_real’s {0}', expectation.real.join('×'));
        case 'imaginary':
          return l10n.t('S4 has A_imag of A_real’s shape, {0}', expectation.real.join('×'));
      }
    },
  },
  S5: {
    assumption: ({ settings }) =>
      settings['bilinear'] === 1
        ? l10n.t('by the bilinear rule, whatever the input')
        : l10n.t('by zero-order hold, whatever the input'),
    expected: ({ imaginary, step }) =>
      l10n.t(
        'S5 has vectors of the same length; here Lambda_im is {0} and log_step {1}',
        imaginary.join('×'),
        step.join('×'),
      ),
  },
  LRU: {
    assumption: () => l10n.t('exactly, whatever the input'),
    expected: ({ found }) =>
      l10n.t(
        'LRU has vectors nu_log and theta_log of the same length; here theta_log is {0}',
        found.join('×'),
      ),
  },
  'RG-LRU': {
    assumption: ({ parts }) =>
      parts['gateBias']
        ? l10n.t('at g = σ(gate bias), without the input’s part of the gate')
        : l10n.t('at g = ½, because the gate’s bias is not in the file'),
    expected: (expectation) =>
      expectation.of === 'parameter'
        ? l10n.t('RG-LRU has one parameter per channel')
        : l10n.t('RG-LRU’s gate has as many biases as channels, here {0}', expectation.found.join('×')),
  },
};
