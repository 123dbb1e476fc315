import * as l10n from '@vscode/l10n';
import type { Evidence } from '../../core/role/evidence';
import type { Role } from '../../core/role/role';
import { evidenceText, type LineOf } from './evidence';

/** A role as people read it. */
export function roleName(role: Role): string {
  switch (role) {
    case 'recurrent':
      return l10n.t('recurrent');
    case 'input':
      return l10n.t('input weights');
    case 'feedforward':
      return l10n.t('feed-forward layer');
    case 'residual':
      return l10n.t('residual branch');
    case 'attention':
      return l10n.t('attention projection');
    case 'mixer':
      return l10n.t('stream mixer');
    case 'adapter':
      return l10n.t('adapter');
    case 'loop':
      return l10n.t('loop in depth');
    case 'embedding':
      return l10n.t('embedding');
    case 'head':
      return l10n.t('output weights');
    case 'norm':
      return l10n.t('normalization');
    case 'data':
      return l10n.t('data');
    case 'unknown':
      return l10n.t('unknown role');
  }
}

/** "recurrent: line 14 feeds it back": the role with the evidence that says most; the role alone without any. */
export function roleLine(role: Role, evidence: readonly Evidence[], lineOf: LineOf): string {
  const [first] = [...evidence].sort((a, b) => weight(b) - weight(a));
  if (first?.kind === 'asked') return l10n.t('taken as recurrent, as you asked');
  return first ? l10n.t('{0}: {1}', roleName(role), evidenceText(first, lineOf)) : roleName(role);
}

/** What shows the recurrence itself says more than a name. */
function weight({ kind }: Evidence): number {
  return ['asked', 'name', 'config', 'siblings', 'layout', 'constructor', 'feedback'].indexOf(kind);
}
