import { nowhere } from '../../core/location';
import type { StepsFrom } from '../../core/analysis';
import type { Claim } from '../../core/record';
import type { Evidence } from '../../core/role/evidence';
import type { Role } from '../../core/role/role';
import { severityOf, type Judgment } from '../../core/verdict';
import { standingOf } from './standing';

/** What a finding that stands in no text says of its role, its evidence and its horizon. */
export function claimOf(
  role: Role,
  evidence: readonly Evidence[],
  verdict: Judgment | null,
  stepsFrom: StepsFrom,
): Claim {
  const standing = standingOf({ role, evidence, vetoes: [], judged: verdict !== null }, () => nowhere);
  return { role, evidence: standing.evidence, severity: severityOf(verdict), stepsFrom };
}
