import * as l10n from '@vscode/l10n';
import { heatMapOf } from '../../core/heatMap';
import type { Matrix, Progress } from '../../core/linalg/matrix';
import type { Tensor } from '../../core/tensor';
import { tensorSpread } from '../../core/tensorSpread';
import type { Catalog } from '../../formats/format';
import type { MatrixFigures, TensorDetail, TensorRow } from '../../shared/checkpoint';
import { shortFigures, stableRank } from './matrixFigures';
import { maxUnaskedElements } from './unasked';

/** A tensor by itself; a large one is read only when asked for. */
export async function tensorDetail(
  catalog: Catalog,
  row: TensorRow,
  asked: boolean,
  progress?: Progress,
): Promise<TensorDetail> {
  const count = row.shape.reduce((product, length) => product * length, 1);
  const withheld =
    row.unreadable === null && count > maxUnaskedElements && !asked
      ? l10n.t('It has {0} elements, so it is only read when you ask for it.', count.toLocaleString('en-US'))
      : null;
  if (row.unreadable !== null || withheld !== null || count === 0) {
    return { kind: 'tensor', row, spread: null, heatMap: null, figures: null, withheld };
  }
  const tensor = await catalog.tensor(row.name);
  const spread = tensorSpread(tensor.data);
  const isMatrix = tensor.shape.length === 2 && spread.nonFinite === 0;
  return {
    kind: 'tensor',
    row,
    spread,
    heatMap: heatMapOf(asMatrix(tensor)),
    figures: isMatrix ? figuresOf(asMatrix(tensor), progress) : null,
    withheld,
  };
}

function figuresOf(matrix: Matrix, progress?: Progress): MatrixFigures {
  const { sigmaMax, spectralRadius } = shortFigures(matrix, progress);
  return {
    sigmaMax: sigmaMax.value,
    stableRank: stableRank(matrix, sigmaMax.value),
    spectralRadius: spectralRadius?.value ?? null,
  };
}

/** A tensor of any rank as rows of its last axis. */
function asMatrix({ shape, data }: Tensor): Matrix {
  const columns = shape.at(-1) ?? 1;
  return { rows: columns === 0 ? 0 : data.length / columns, columns, data };
}
