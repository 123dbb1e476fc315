import * as l10n from '@vscode/l10n';
import type { AnalysisOptions } from '../../../core/analysis';
import { heatMapOf, type HeatMap } from '../../../core/heatMap';
import type { LayersBelow } from '../../../core/recurrence/driven/drives';
import { drivenWidth, type OwnInputs } from '../../../core/recurrence/driven/own';
import { jacobianGrowth } from '../../../core/recurrence/jacobianGrowth';
import { layersBelow } from '../../../core/recurrence/layout/below';
import type { RecurrentCell } from '../../../core/recurrence/layout/cell';
import { cellTensors } from '../../../core/recurrence/layout/cellTensors';
import { gateMatrices, type Tensors } from '../../../core/recurrence/layout/cellWeights';
import { tensorsIn } from '../../../core/recurrence/layout/parts';
import { halfLifeHistogram } from '../../../core/recurrence/linear/histogram';
import { quickCell } from '../../../core/recurrence/quickCell';
import { cellSource } from '../../../core/recurrence/scriptSource';
import { cellLabel } from '../../../present/cell/label';
import { toCellRecord } from '../../../present/cell/record';
import { alternativeLabel } from '../../../present/layout/alternative';
import { cellAnalysisOf } from '../../cellAnalyses';
import type { Checkpoint } from '../checkpoint';
import { figuresOf, firstOfCell } from '../quick';
import type { ItemKind } from './kind';

/** Recurrent cells: vanilla, LSTM and GRU. */
export const cell: ItemKind<'cell'> = {
  describe(found) {
    const { what, size } = cellLabel(found);
    return {
      name: found.name,
      what,
      size,
      layer: found.layer,
      reverse: found.direction === 'reverse',
      tensors: cellTensors(found),
    };
  },
  traits: (found) => `${found.cell}:${found.layer}:${found.direction}`,
  limit: null,
  isNamed: ({ name, recurrent }, asked) => name === asked || tensorsIn(recurrent).includes(asked),
  async quick(found, checkpoint, progress) {
    const { own, walked } = driveOf(found, checkpoint);
    if (own || walkedElements(found) * walked.steps <= maxElementsInFull) {
      const record = await this.full(found, checkpoint, progress);
      return figuresOf(record, null);
    }
    const { tensors, below } = await withBelow(found, checkpoint);
    return firstOfCell(quickCell(found, tensors, walked, progress, below));
  },
  async full(found, checkpoint, progress) {
    const { own, walked } = driveOf(found, checkpoint);
    const { tensors, below } = await withBelow(found, checkpoint);
    return toCellRecord(cellAnalysisOf(found, tensors, walked, progress, { below, own }), walked);
  },
  async detail(found, checkpoint, reading, progress) {
    const other = found.alternatives[reading - 1];
    // A reading that was chosen leaves nothing open.
    const read: RecurrentCell = other ? { ...other.cell, alternatives: [] } : found;
    const { own, walked } = driveOf(read, checkpoint);
    const { tensors, below } = await withBelow(read, checkpoint);
    const analysis = cellAnalysisOf(read, tensors, walked, progress, { below, own });
    const { units } = (analysis.own ?? analysis.driven).timescales;
    const shown = { ...read, activation: analysis.activation };
    return {
      kind: 'cell',
      record: toCellRecord(analysis, walked),
      readings: [l10n.t('as stored by default'), ...found.alternatives.map(alternativeLabel)],
      reading: other ? reading : 0,
      growth: jacobianGrowth(shown, tensors, analysis.steps, progress, below),
      units: units && halfLifeHistogram(units),
      analysis: analysis.matrix,
      width: drivenWidth(read, below),
      gates: analysis.own?.course.gates.map(({ role, map }) => ({ gate: role, map })) ?? [],
      heatMap: gatesHeatMap(read, tensors),
      source: cellSource(read),
    };
  },
};

/** Elements of W times steps above which the list shows a first verdict. */
const maxElementsInFull = 2 ** 22;

const walkedElements = ({ gates, hiddenSize }: RecurrentCell): number => gates.length * hiddenSize ** 2;

/** The person's own inputs where they are for this cell, and the options along what drives it. */
function driveOf(
  found: RecurrentCell,
  checkpoint: Checkpoint,
): { own: OwnInputs | null; walked: AnalysisOptions } {
  const own = checkpoint.ownFor(drivenWidth(found, layersBelow(found, checkpoint.layout.cell)));
  return { own, walked: checkpoint.walked(own, found.steps) };
}

/** The tensors of a cell and of the layers that feed it. */
async function withBelow(
  found: RecurrentCell,
  checkpoint: Checkpoint,
): Promise<{ tensors: Tensors; below: LayersBelow }> {
  const below = layersBelow(found, checkpoint.layout.cell);
  return { tensors: await checkpoint.read([found, ...below.flat()].flatMap(cellTensors)), below };
}

/** The gates' matrices one below the other. */
function gatesHeatMap(read: RecurrentCell, tensors: Tensors): HeatMap {
  const matrices = gateMatrices(read, tensors).map(({ matrix }) => matrix);
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
