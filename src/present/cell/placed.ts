import type { AnalysisOptions } from '../../core/analysis';
import type { Location } from '../../core/location';
import type { Standing } from '../../core/record';
import type { CellRecord, PlacedCellRecord } from '../../core/recurrence/records';
import { severities, verdictNames, type Severity } from '../../core/verdict';

/** What the editor shows of a cell. */
export function cellSeverity({ verdict }: Pick<CellRecord, 'verdict'>): Severity {
  const name = verdictNames.find((candidate) => candidate === verdict);
  return name ? severities[name] : 'none';
}

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
  const severity = cellSeverity(record);
  return { ...record, ...ofMatrix, role, evidence, location, severity, stepsFrom: stepsFrom ?? 'default' };
}
