import type { Location } from '../../core/location';
import type { Standing } from '../../core/record';
import type { RoleDecision } from '../../core/role/decide';
import type { TextRange } from '../../core/textRange';
import { evidenceText } from './evidence';
import { roleLine } from './role';

/** The words of a decision; `locate` gives the places of its evidence in the text. */
export function standingOf(
  { role, evidence, judged }: RoleDecision,
  locate: (range: TextRange) => Location,
): Standing {
  const lineOf = (range: TextRange): number => locate(range).line;
  return {
    role,
    judged,
    evidence: evidence.map((item) => {
      const range = 'range' in item ? item.range : undefined;
      const text = evidenceText(item, lineOf);
      return { kind: item.kind, text, ...(range ? { location: locate(range) } : {}) };
    }),
    reason: roleLine(role, evidence, lineOf),
  };
}
