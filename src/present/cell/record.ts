import type { AnalysisOptions } from '../../core/analysis';
import type { CellAnalysis, JacobianGain } from '../../core/recurrence/cellAnalysis';
import type { DrivenFigures, Range, Spread, Timescales } from '../../core/recurrence/driven/figures';
import type { OwnFigures } from '../../core/recurrence/driven/own';
import { finite } from '../../core/recurrence/halfLives';
import { cellEvidence } from '../../core/recurrence/layout/evidence';
import type {
  CellRecord,
  DrivenRecord,
  GainRecord,
  OwnRecord,
  RangeRecord,
  SpreadRecord,
  TrajectoryRecord,
} from '../../core/recurrence/records';
import { claimOf } from '../role/claim';
import { alternativeLabel, alternativeReason } from '../layout/alternative';
import { gatePathAssumption, restAssumption, trajectoryAssumption } from './assumption';
import { cellExplanation, cellNotes } from './explanation';
import { cellSeverity } from './severity';

const gainRecord = (
  { log10Gain, log10Rate, errorEstimate }: JacobianGain,
  assumption: string,
): GainRecord => ({
  log10Gain: log10Gain === null ? null : finite(log10Gain),
  log10Rate: log10Rate === null ? null : finite(log10Rate),
  errorEstimate: errorEstimate === null ? null : finite(errorEstimate),
  assumption,
});

const rangeRecord = ({ low, high }: Range): RangeRecord => ({ low: finite(low), high: finite(high) });

const spreadRecord = (spread: Spread): SpreadRecord => ({
  log10Gain: finite(spread.median),
  ...rangeRecord(spread),
});

const timescalesRecord = ({
  stepsToTenth,
  slowestUnits,
  halfLife,
}: Timescales): DrivenRecord['timescales'] => ({
  stepsToTenth: rangeRecord(stepsToTenth),
  slowestUnits: slowestUnits.map(({ median }) => finite(median)),
  slowestRanges: slowestUnits.map(rangeRecord),
  halfLife,
});

/** What driving a cell shows, as `--json` prints it. */
function drivenRecord({ scales, range, timescales, plan }: DrivenFigures): DrivenRecord {
  return {
    scales: scales.map(({ inputStd, independent, slow, fromZero }) => ({
      inputStd,
      log10Gain: finite(independent.median),
      independent: spreadRecord(independent),
      slow: slow && spreadRecord(slow),
      fromZero: fromZero && spreadRecord(fromZero),
    })),
    range: rangeRecord(range),
    timescales: timescalesRecord(timescales),
    runs: { independent: plan.seeds, slow: plan.slowSeeds, fromZero: plan.startSeeds },
  };
}

function trajectoryRecord(analysis: CellAnalysis): TrajectoryRecord {
  const { own, trajectory } = analysis;
  return {
    ...gainRecord(trajectory, trajectoryAssumption(analysis)),
    source: own ? 'file' : 'gaussian',
    ...(own ? { range: rangeRecord(own.gain), ...ownRecord(own) } : {}),
  };
}

function ownRecord({
  sequences,
  course: { growth, lyapunov, lyapunovErrors, gates, saturation },
}: OwnFigures): OwnRecord {
  return {
    sequences,
    growth: growth.map(({ step, lower, upper, ...spread }) => ({
      step,
      ...spreadRecord(spread),
      lowerQuartile: finite(lower),
      upperQuartile: finite(upper),
    })),
    lyapunov: lyapunov.map(finite),
    lyapunovErrors: lyapunovErrors.map(finite),
    gates: gates.map(({ role, mean, open, closed }) => ({ gate: role, mean, open, closed })),
    saturation,
  };
}

/** The record of a cell that was analyzed by these options. */
export function toCellRecord(
  analysis: CellAnalysis,
  { stepsFrom = 'default', thresholds }: Pick<AnalysisOptions, 'stepsFrom' | 'thresholds'>,
): CellRecord {
  const { cell, verdict, gatePath, driven, steps } = analysis;
  const { recurrent } = cell;
  const trajectory = trajectoryRecord(analysis);
  const told = { ...drivenRecord(driven), ...(analysis.own ? { timescales: timescalesRecord(analysis.own.timescales) } : {}) }; // prettier-ignore
  const flags = driven.range.high === Infinity ? [...verdict.flags, 'overflow'] : verdict.flags;
  return {
    kind: 'cell',
    ...claimOf('recurrent', cellEvidence(cell), verdict.name, stepsFrom),
    severity: cellSeverity({ verdict: verdict.name }),
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
    steps,
    ...told,
    rest: gainRecord(analysis.rest, restAssumption()),
    trajectory,
    verdict: verdict.name,
    rule: verdict.rule,
    flags,
    explanation: cellExplanation(analysis, { ...told, flags, steps, trajectory }, stepsFrom, thresholds),
    notes: cellNotes(analysis),
    alternatives: cell.alternatives.map((alternative) => ({
      label: alternativeLabel(alternative),
      reason: alternativeReason(alternative),
    })),
  };
}
