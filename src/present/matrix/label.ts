import * as l10n from '@vscode/l10n';
import type { Role } from '../../core/role/role';
import type { Label } from '../label';
import { roleName } from '../role/role';

/**
 * A matrix by its shape.
 * @param role in a checkpoint; `null` in a text, where the place says which matrix it is
 */
export function matrixLabel(shape: readonly number[], role: Role | null): Label {
  return { what: whatOf(role), origin: null, size: shape.join('×') };
}

function whatOf(role: Role | null): string {
  if (role === null || role === 'unknown') return l10n.t('matrix');
  return role === 'recurrent' ? l10n.t('Recurrent matrix') : roleName(role);
}
