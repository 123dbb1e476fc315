import type { CellAnalysis, JacobianGain } from '../../core/recurrence/cellAnalysis';
import type { StepsFrom } from '../../core/analysis';
import { cellEvidence } from '../../core/recurrence/layout/evidence';
import { finite } from '../../core/recurrence/halfLives';
import type { CellRecord, GainRecord } from '../../core/recurrence/records';
import { claimOf } from '../role/claim';
import { alternativeLabel, alternativeReason } from '../layout/alternative';
import { gatePathAssumption, restAssumption, trajectoryAssumption } from './assumption';
import { cellExplanation, cellNotes } from './explanation';

const gainRecord = ({ log10Gain, log10Rate }: JacobianGain, assumption: string): GainRecord => ({
  log10Gain: log10Gain === null ? null : finite(log10Gain),
  log10Rate: log10Rate === null ? null : finite(log10Rate),
  assumption,
});

/** The record of a cell, whose horizon comes from `stepsFrom`. */
export function toCellRecord(analysis: CellAnalysis, stepsFrom: StepsFrom = 'default'): CellRecord {
  const { cell, verdict, gatePath } = analysis;
  const { recurrent } = cell;
  return {
    kind: 'cell',
    ...claimOf('recurrent', cellEvidence(cell), verdict.name, stepsFrom),
    name: cell.name,
    tensor: recurrent.stacked?.tensor ?? recurrent.perGate!.find((part) => part !== null)!.tensor,
    location: null,
    cell: cell.cell,
    layer: cell.layer,
    direction: cell.direction,
    framework: cell.framework,
    hiddenSize: cell.hiddenSize,
    inputSize: cell.inputSize,
    projection: cell.projection,
    activation: analysis.activation,
    gates: analysis.gates,
    gatePath: gatePath && {
      gate: gatePath.gate,
      halfLife: gatePath.halfLife,
      assumption: gatePathAssumption(cell, gatePath),
    },
    log10Gain: verdict.log10Gain === null ? null : finite(verdict.log10Gain),
    steps: analysis.steps,
    rest: gainRecord(analysis.rest, restAssumption()),
    trajectory: gainRecord(analysis.trajectory, trajectoryAssumption(analysis)),
    verdict: verdict.name,
    rule: verdict.rule,
    flags: verdict.log10Gain === Infinity ? [...verdict.flags, 'overflow'] : verdict.flags,
    explanation: cellExplanation(analysis),
    notes: cellNotes(analysis),
    alternatives: cell.alternatives.map((alternative) => ({
      label: alternativeLabel(alternative),
      reason: alternativeReason(alternative),
    })),
  };
}
