import type { Evidence } from '../../core/role/evidence';
import type { Role } from '../../core/role/role';
import type { Veto } from '../../core/role/veto';
import type { MatrixCandidate } from '../candidate';
import type { Change } from './changes';

/** What a text says about the role of one of its matrices: the arguments of `decideRole`, and what becomes of the matrix. */
export interface Witness {
  readonly evidence: readonly Evidence[];
  readonly vetoes: readonly Veto[];
  /** The role that name and use suggest where nothing recurs. */
  readonly otherwise: Role;
  /** What changes the matrix below its literal, in order; `applyChanges` follows them. */
  readonly changes: readonly Change[];
}

/** What evidence is looked for. */
export type Subject = Pick<MatrixCandidate, 'name' | 'range' | 'matrix'>;
