import * as l10n from '@vscode/l10n';
import type { CellRecord } from '../../core/recurrence/records';
import type { Label } from '../label';

/** A cell by kind, layer and direction, which its name need not say. */
export function cellLabel({
  cell,
  layer,
  direction,
  framework,
  hiddenSize,
  projection,
}: Pick<CellRecord, 'cell' | 'layer' | 'direction' | 'framework' | 'hiddenSize' | 'projection'>): Label {
  const name = cell.toUpperCase();
  return {
    what:
      direction === 'reverse'
        ? l10n.t('{0} layer {1}, reverse', name, layer)
        : l10n.t('{0} layer {1}', name, layer),
    origin: framework,
    size: `H = ${hiddenSize}${projection === null ? '' : `, P = ${projection}`}`,
  };
}
