import * as l10n from '@vscode/l10n';
import type { Column } from '../ui/rowGrid';

/** The columns of the list of modules and tensors. */
export function listColumns(): readonly Column[] {
  return [
    { id: 'name', label: l10n.t('Name'), numeric: false, sortable: true },
    { id: 'verdict', label: l10n.t('Verdict'), numeric: false, sortable: true },
    { id: 'gain', label: l10n.t('Gain'), numeric: true },
    { id: 'memory', label: l10n.t('Memory'), numeric: true },
    { id: 'before', label: l10n.t('Before'), numeric: false },
    { id: 'moved', label: l10n.t('Moved'), numeric: false },
    { id: 'shape', label: l10n.t('Shape'), numeric: false },
    { id: 'what', label: l10n.t('Type'), numeric: false },
    { id: 'size', label: l10n.t('Size'), numeric: true, sortable: true },
  ];
}
