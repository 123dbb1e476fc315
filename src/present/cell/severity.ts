import type { CellRecord } from '../../core/recurrence/records';
import { judgmentOf, type Judgment, type Severity } from '../../core/verdict';

/** What the editor shows of each verdict on a cell: forgetting within a sequence is no defect, a cell may be meant to. */
const severities: Readonly<Record<Judgment, Severity>> = {
  exploding: 'warning',
  growing: 'information',
  stable: 'none',
  fading: 'information',
  vanishing: 'information',
  undetermined: 'information',
};

/** What the editor shows of a cell. */
export function cellSeverity({ verdict }: Pick<CellRecord, 'verdict'>): Severity {
  const name = judgmentOf(verdict);
  return name ? severities[name] : 'none';
}
