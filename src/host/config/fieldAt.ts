import type { TextRange } from '../../core/textRange';
import { configFields, type ConfigField } from '../../core/config/recurrentConfig';
import type { ConfigFinding } from '../../shared/config';

/** A config's value under the cursor. */
export interface FieldAt {
  readonly finding: ConfigFinding;
  readonly field: ConfigField;
  readonly range: TextRange;
}

const within = (offset: number, range: TextRange | null): range is TextRange =>
  range !== null && range.start <= offset && offset <= range.end;

/** The values whose key or source holds the offset: a length at the root may serve several layers. */
export function fieldsAt(findings: readonly ConfigFinding[], offset: number): FieldAt[] {
  return findings.flatMap((finding) => {
    const fields = finding.config.fields;
    for (const field of configFields) {
      const placed = fields[field];
      if (!placed) continue;
      const range = [placed.range, placed.keyRange].find((candidate) => within(offset, candidate));
      if (range) return [{ finding, field, range }];
    }
    return [];
  });
}
