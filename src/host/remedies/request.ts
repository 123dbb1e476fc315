import type { Precision } from '../../shared/service';
import { parseSubject, type Subject } from '../subject';
import { matrixRemedyNames, type MatrixRemedyName } from '../../core/matrixRemedy';

/** What the command `gradientLens.applyRemedy` takes: a remedy for a matrix, or clipping for the file's loops. */
export interface RemedyRequest {
  readonly subject: Subject & { kind: 'document' };
  readonly remedy: MatrixRemedyName | 'clip-norm';
  /** Spectral radius, σ_max or gain to reach; by default the rate at rest becomes 1. */
  readonly target?: number;
  readonly precision: Precision;
  /** Shows the change as a diff and asks before it is made. */
  readonly preview: boolean;
}

/** A request from a panel or a link, if it is one. */
export function parseRemedyRequest(data: unknown): RemedyRequest | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { remedy: name, target, precision, preview, occurrence, ...rest } = data as Record<string, unknown>;
  const subject = parseSubject({ kind: 'document', occurrence: occurrence ?? 0, ...rest });
  const remedy = [...matrixRemedyNames, 'clip-norm' as const].find((known) => known === name);
  if (subject?.kind !== 'document' || !remedy) return undefined;
  if (target !== undefined && typeof target !== 'number') return undefined;
  return {
    subject,
    remedy,
    ...(target === undefined ? {} : { target }),
    precision: precision === 'float64' ? 'float64' : 'literal',
    preview: preview === true,
  };
}
