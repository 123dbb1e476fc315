import * as l10n from '@vscode/l10n';

/** The name of the total that is computed where a log has none; a name is data, in every language the same. */
export const derivedTotal = 'all parameters';

/** How people read the name of a series; names from logs stay as they are. */
export function seriesName(name: string): string {
  return name === derivedTotal ? l10n.t('all parameters') : name;
}
