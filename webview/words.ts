import * as l10n from '@vscode/l10n';
import type { VerdictName } from '../src/core/verdict';

/** A verdict as people read it; its name itself is data. */
export function verdictWord(name: VerdictName): string {
  switch (name) {
    case 'exploding':
      return l10n.t('exploding');
    case 'growing':
      return l10n.t('growing');
    case 'stable':
      return l10n.t('stable');
    case 'fading':
      return l10n.t('fading');
    case 'vanishing':
      return l10n.t('vanishing');
  }
}

/** Things in a row: `a, b, c`. */
export function listed(things: readonly string[]): string {
  return joined(things, (all, thing) => l10n.t('{0}, {1}', all, thing));
}

/** Clauses of one sentence: `a; b; c`. */
export function clauses(parts: readonly string[]): string {
  return joined(parts, (all, part) => l10n.t('{0}; {1}', all, part));
}

/** Whole sentences, one after the other. */
export function sentences(parts: readonly string[]): string {
  return joined(parts, (all, part) => l10n.t('{0} {1}', all, part));
}

function joined(parts: readonly string[], join: (all: string, next: string) => string): string {
  const [first = '', ...rest] = parts;
  return rest.reduce(join, first);
}
