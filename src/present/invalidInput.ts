import * as l10n from '@vscode/l10n';
import { InvalidInput, type InvalidInputReason } from '../core/invalidInput';

/** What is wrong with an input, in one sentence that says what to do where there is a choice. */
export function invalidInputText(reason: InvalidInputReason): string {
  switch (reason.kind) {
    case 'within':
      return `${reason.name}: ${invalidInputText(reason.reason)}`;
    case 'empty':
      return l10n.t('a {0}×{1} matrix is empty', reason.rows, reason.columns);
    case 'not-square':
      return l10n.t('a {0}×{1} matrix is not square', reason.rows, reason.columns);
    case 'not-finite':
      return l10n.t('entry [{0}, {1}] is {2}, not a finite number', reason.row, reason.column, reason.value);
    case 'signal-overflow':
      return l10n.t('the signal overflows at layer {0}: take fewer layers or smaller weights', reason.layer);
    case 'state-overflow':
      return l10n.t('the state overflows at step {0}: take fewer steps or smaller weights', reason.step);
    case 'too-few-elements':
      return l10n.t('{0} has {1} elements, fewer than its shape says', reason.tensor, reason.elements);
    case 'not-a-number':
      return l10n.t('entry {0} of {1} is not a number', reason.index, reason.tensor);
    case 'inputs-width':
      return reason.wanted === null
        ? l10n.t('{0} cannot drive {1}, whose input weights are not in the file', reason.inputs, reason.cell)
        : l10n.t(
            '{0} has {1} numbers a step and the cell {2} takes {3}; give inputs of that width',
            reason.inputs,
            reason.width,
            reason.cell,
            reason.wanted,
          );
    case 'too-many-steps':
      return l10n.t('{0} steps take too much memory; ask for at most {1}', reason.steps, reason.most);
    case 'target-not-positive':
      return l10n.t('The target {0} is not a positive number; give one such as 1.', reason.target);
    case 'no-spectral-radius':
      return l10n.t(
        'The matrix is {0}×{1}, and only a square one has a spectral radius; use another remedy.',
        reason.rows,
        reason.columns,
      );
    case 'spectral-radius-zero':
      return l10n.t(
        'The spectral radius is 0, so no factor makes it {0}; use another remedy.',
        reason.target,
      );
    case 'sigma-max-zero':
      return l10n.t(
        'The largest singular value is 0, so no factor makes it {0}; use another remedy.',
        reason.target,
      );
    case 'no-identity':
      return l10n.t(
        'The matrix is {0}×{1}, and an identity matrix is square; use another remedy.',
        reason.rows,
        reason.columns,
      );
  }
}

/** What people are told of an error: the sentence of an input that nothing can be computed of, else its message. */
export function messageOf(error: unknown): string {
  if (error instanceof InvalidInput) return invalidInputText(error.reason);
  return error instanceof Error ? error.message : String(error);
}
