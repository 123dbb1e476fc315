import * as l10n from '@vscode/l10n';
import { joined } from './format';

/** Things in a row: `a, b, c`. */
export function listed(things: readonly string[]): string {
  return joined(things, (all, thing) => l10n.t('{0}, {1}', all, thing));
}

/** Clauses of one sentence: `a; b; c`. */
export function clauses(parts: readonly string[]): string {
  return joined(parts, (all, part) => l10n.t('{0}; {1}', all, part));
}
