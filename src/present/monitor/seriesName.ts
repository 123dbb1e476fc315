import * as l10n from '@vscode/l10n';
import { derivedTotal } from '../../core/monitor/combine';

/** How people read the name of a series; names from logs stay as they are. */
export function seriesName(name: string): string {
  return name === derivedTotal ? l10n.t('all parameters') : name;
}
