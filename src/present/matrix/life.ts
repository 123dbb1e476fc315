import * as l10n from '@vscode/l10n';
import type { FindingRecord } from '../../core/record';
import type { Verdict } from '../../core/verdict';
import { formatSteps } from '../format';

/** The half-life in steps of a matrix (negative: its doubling time; `null`: its rate is 1), and the first of its powers that is zero. */
type Life = Pick<Verdict, 'halfLife' | 'zeroFrom'>;

/** How long a matrix keeps a gradient: what is told, and the figure. A power that is zero comes before any rate. */
export function lifeOf({ halfLife, zeroFrom }: Life): readonly [term: string, text: string] {
  if (zeroFrom !== null) return [l10n.t('gradient'), l10n.t('0 from step {0} on', zeroFrom)];
  if (halfLife === null) return [l10n.t('half-life'), l10n.t('none: the rate is 1')];
  if (halfLife < 0) return [l10n.t('doubling time'), formatSteps(-halfLife)];
  return [l10n.t('half-life'), halfLife === 0 ? l10n.t('none: the rate is 0') : formatSteps(halfLife)];
}

/** The same of a record, whose curve has no value from the first power on that is zero. */
export function recordedLife({
  halfLife,
  log10Growth,
}: Pick<FindingRecord, 'halfLife' | 'log10Growth'>): Life {
  const zero = log10Growth?.indexOf(null) ?? -1;
  return { halfLife, zeroFrom: zero === -1 ? null : zero + 1 };
}
