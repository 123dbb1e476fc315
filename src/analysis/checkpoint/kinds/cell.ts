import * as l10n from '@vscode/l10n';
import { heatMapOf, type HeatMap } from '../../../core/heatMap';
import { analyzeCell } from '../../../core/recurrence/cellAnalysis';
import { jacobianGrowth } from '../../../core/recurrence/jacobianGrowth';
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
import { figuresOf, firstFigures, maxOrderInFull } from '../quick';
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
    if (found.hiddenSize <= maxOrderInFull) {
      const record = await this.full(found, checkpoint, progress);
      return figuresOf(record, record.gatePath?.halfLife ?? null);
    }
    const tensors = await checkpoint.read(cellTensors(found));
    const { verdict, gain, gatePath, steps } = quickCell(found, tensors, checkpoint.walked, progress);
    return firstFigures(verdict, gain.log10Gain, steps, gatePath?.halfLife ?? null);
  },
  async full(found, checkpoint, progress) {
    const tensors = await checkpoint.read(cellTensors(found));
    return toCellRecord(
      analyzeCell(found, tensors, checkpoint.walked, progress),
      checkpoint.walked.stepsFrom,
    );
  },
  async detail(found, checkpoint, reading, progress) {
    const other = found.alternatives[reading - 1];
    // A reading that was chosen leaves nothing open.
    const read: RecurrentCell = other ? { ...other.cell, alternatives: [] } : found;
    const tensors = await checkpoint.read(cellTensors(read));
    const analysis = analyzeCell(read, tensors, checkpoint.walked, progress);
    return {
      kind: 'cell',
      record: toCellRecord(analysis, checkpoint.walked.stepsFrom),
      readings: [l10n.t('as stored by default'), ...found.alternatives.map(alternativeLabel)],
      reading: other ? reading : 0,
      growth: jacobianGrowth({ ...read, activation: analysis.activation }, tensors, analysis.steps, progress),
      units: analysis.gatePath && halfLifeHistogram(analysis.gatePath.units),
      analysis: analysis.matrix,
      heatMap: gatesHeatMap(read, tensors),
      source: cellSource(read),
    };
  },
};

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
