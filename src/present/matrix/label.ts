import * as l10n from '@vscode/l10n';
import type { Label } from '../label';

/**
 * A matrix by its shape.
 * @param ofCheckpoint whether it stands in a checkpoint, where only a recurrent one is told
 */
export function matrixLabel(shape: readonly number[], ofCheckpoint: boolean): Label {
  return {
    what: ofCheckpoint && shape[0] === shape[1] ? l10n.t('Recurrent matrix') : l10n.t('matrix'),
    origin: null,
    size: shape.join('×'),
  };
}
