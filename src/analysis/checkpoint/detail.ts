import * as l10n from '@vscode/l10n';
import type { AnalysisOptions } from '../../core/analysis';
import { analyze } from '../../core/analyze';
import { heatMapOf, type HeatMap } from '../../core/heatMap';
import type { Progress, Matrix } from '../../core/linalg/matrix';
import { analyzeCell } from '../../core/recurrence/cellAnalysis';
import { jacobianGrowth } from '../../core/recurrence/jacobianGrowth';
import type { RecurrentCell } from '../../core/recurrence/layout/cell';
import { cellTensors } from '../../core/recurrence/layout/cellTensors';
import { gateMatrices, type Tensors } from '../../core/recurrence/layout/cellWeights';
import type { LinearRecurrence } from '../../core/recurrence/linear/family';
import { linearFigures } from '../../core/recurrence/linear/figures';
import { halfLifeHistogram } from '../../core/recurrence/linear/histogram';
import { judgeLinear } from '../../core/recurrence/linear/verdict';
import { cellSource } from '../../core/recurrence/scriptSource';
import type { Tensor } from '../../core/tensor';
import { tensorSpread } from '../../core/tensorSpread';
import type { Catalog } from '../../formats/format';
import { toCellRecord } from '../../present/cell/record';
import { alternativeLabel } from '../../present/layout/alternative';
import { toLinearRecord } from '../../present/linearRecurrence/record';
import type {
  CellDetail,
  LinearDetail,
  MatrixDetail,
  TensorDetail,
  TensorRow,
} from '../../shared/checkpoint';

/** Elements of a tensor that are read for a look without being asked: 128 MB once widened. */
const largestUnasked = 2 ** 24;

/** Reads tensors by name, each once. */
export async function readTensors(catalog: Catalog, names: readonly string[]): Promise<Tensors> {
  const tensors = new Map<string, Tensor>();
  for (const name of names) if (!tensors.has(name)) tensors.set(name, await catalog.tensor(name));
  return tensors;
}

/** Everything the editor shows of a cell in one of its readings (0 is the one taken unasked). */
export async function cellDetail(
  catalog: Catalog,
  stored: RecurrentCell,
  reading: number,
  options: AnalysisOptions,
  progress?: Progress,
): Promise<CellDetail> {
  const other = stored.alternatives[reading - 1];
  // A reading that was chosen leaves nothing open.
  const cell: RecurrentCell = other ? { ...other.cell, alternatives: [] } : stored;
  const tensors = await readTensors(catalog, cellTensors(cell));
  const analysis = analyzeCell(cell, tensors, options, progress);
  return {
    kind: 'cell',
    record: toCellRecord(analysis),
    readings: [l10n.t('as stored by default'), ...stored.alternatives.map(alternativeLabel)],
    reading: other ? reading : 0,
    growth: jacobianGrowth({ ...cell, activation: analysis.activation }, tensors, analysis.steps, progress),
    units: analysis.gatePath && halfLifeHistogram(analysis.gatePath.units),
    analysis: analysis.matrix,
    heatMap: gatesHeatMap(cell, tensors),
    source: cellSource(cell),
  };
}

/** The gates' matrices one below the other. */
function gatesHeatMap(cell: RecurrentCell, tensors: Tensors): HeatMap {
  const matrices = gateMatrices(cell, tensors).map(({ matrix }) => matrix);
  const columns = matrices[0]!.columns;
  const rows = matrices.reduce((sum, matrix) => sum + matrix.rows, 0);
  const data = new Float64Array(rows * columns);
  let at = 0;
  for (const matrix of matrices) {
    data.set(matrix.data, at);
    at += matrix.data.length;
  }
  return heatMapOf({ rows, columns, data });
}

/** Everything the editor shows of a linear recurrence. */
export async function linearDetail(
  catalog: Catalog,
  layer: LinearRecurrence,
  options: AnalysisOptions,
): Promise<LinearDetail> {
  const figures = linearFigures(layer, await readTensors(catalog, layer.tensors), options.steps);
  return {
    kind: 'linear',
    record: toLinearRecord(layer, figures, judgeLinear(figures, options.thresholds)),
    disc: figures.disc,
  };
}

/**
 * A matrix as recurrent.
 * @throws RangeError for a tensor that is no matrix.
 */
export async function matrixDetail(
  catalog: Catalog,
  name: string,
  options: AnalysisOptions,
  progress?: Progress,
): Promise<MatrixDetail> {
  const tensor = await catalog.tensor(name);
  const matrix = asMatrix(tensor);
  if (tensor.shape.length !== 2)
    throw new RangeError(l10n.t('{0} has {1} axes, a matrix has two', name, tensor.shape.length));
  return {
    kind: 'matrix',
    name,
    analysis: analyze(matrix, options, progress),
    heatMap: heatMapOf(matrix),
  };
}

/** A tensor by itself; a large one is read only when asked for. */
export async function tensorDetail(catalog: Catalog, row: TensorRow, asked: boolean): Promise<TensorDetail> {
  const count = row.shape.reduce((product, length) => product * length, 1);
  const withheld =
    row.unreadable === null && count > largestUnasked && !asked
      ? l10n.t('It has {0} elements, so it is read only when you ask for it.', count.toLocaleString('en-US'))
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
