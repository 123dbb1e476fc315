import type { AnalysisOptions } from '../../core/analysis';
import type { Location } from '../../core/location';
import type { Standing } from '../../core/record';
import type { CellRecord, PlacedCellRecord } from '../../core/recurrence/records';

/** The record of a cell in a text. */
export function placedCell(
  record: CellRecord,
  location: Location,
  { stepsFrom }: Pick<AnalysisOptions, 'stepsFrom'>,
  { role, evidence }: Pick<Standing, 'role' | 'evidence'>,
): PlacedCellRecord {
  const [only, ...more] = record.gates;
  const ofMatrix =
    only && more.length === 0 ? { sigmaMax: only.sigmaMax, spectralRadius: only.spectralRadius } : {};
  return { ...record, ...ofMatrix, role, evidence, location, stepsFrom: stepsFrom ?? 'default' };
}
