import * as l10n from '@vscode/l10n';
import { heatMapOf } from '../../core/heatMap';
import type { Matrix } from '../../core/linalg/matrix';
import type { Tensor } from '../../core/tensor';
import { tensorSpread } from '../../core/tensorSpread';
import type { Catalog } from '../../formats/format';
import type { TensorDetail, TensorRow } from '../../shared/checkpoint';
import { maxUnaskedElements } from './unasked';

/** A tensor by itself; a large one is read only when asked for. */
export async function tensorDetail(catalog: Catalog, row: TensorRow, asked: boolean): Promise<TensorDetail> {
  const count = row.shape.reduce((product, length) => product * length, 1);
  const withheld =
    row.unreadable === null && count > maxUnaskedElements && !asked
      ? l10n.t('It has {0} elements, so it is only read when you ask for it.', count.toLocaleString('en-US'))
      : null;
  if (row.unreadable !== null || withheld !== null || count === 0) {
    return { kind: 'tensor', row, spread: null, heatMap: null, withheld };
  }
  const tensor = await catalog.tensor(row.name);
  return {
    kind: 'tensor',
    row,
    spread: tensorSpread(tensor.data),
    heatMap: heatMapOf(asMatrix(tensor)),
    withheld,
  };
}

/** A tensor of any rank as rows of its last axis. */
function asMatrix({ shape, data }: Tensor): Matrix {
  const columns = shape.at(-1) ?? 1;
  return { rows: columns === 0 ? 0 : data.length / columns, columns, data };
}
