import * as l10n from '@vscode/l10n';
import { log10OfCompound } from '../../core/rates';
import { activation, parseActivation } from '../../core/recurrence/activation';
import { formatNumber } from '../format';
import { gainCurve } from '../../core/verdict';
import type { AnyRecord } from './describe';

/** A small picture: a curve of gains in decades, or bars of counts. */
export interface Figure {
  readonly kind: 'gain' | 'counts';
  readonly title: string;
  readonly xLabel: string;
  /** Where each value stands: a step or layer, or the name of a bar. */
  readonly x: readonly (number | string)[];
  /** log10 of gains, `null` for an exact zero; or counts. */
  readonly y: readonly (number | null)[];
}

/** Points of a curve that a picture needs at most. */
const most = 400;

/** The picture of a record; `null` where it has none to show. */
export function figureOf(record: AnyRecord): Figure | null {
  if (!('kind' in record) || record.kind === 'matrix') {
    const name = parseActivation(record.activation);
    if (!record.log10Growth || record.log10Growth.length < 2 || !name) return null;
    return growth(gainCurve(record.log10Growth, activation(name).slopeAtRest));
  }
  switch (record.kind) {
    case 'config': {
      const { steps } = record;
      const rate = record.predicted?.rate;
      if (rate == null || steps === null || steps < 2) return null;
      return growth(Array.from({ length: steps }, (_, k) => log10OfCompound(rate, k + 1)));
    }
    case 'cell': {
      const { log10Rate } = record.rest;
      if (log10Rate === null || record.steps < 2) return null;
      return {
        ...growth(Array.from({ length: record.steps }, (_, k) => (k + 1) * log10Rate)),
        title: l10n.t('Gain at the rate of the Jacobian at rest, over steps'),
      };
    }
    case 'feedforward':
      return {
        kind: 'gain',
        title: l10n.t('Gain of the product over layers'),
        xLabel: l10n.t('layer'),
        x: record.layers.map((_, l) => l + 1),
        y: record.layers.map(({ log10Product }) => log10Product),
      };
    case 'linear-recurrence': {
      const { edges, counts, shorter, longer } = record.histogram;
      const bins = counts.map((count, i) => [formatNumber(edges[i]!, 2), count] as const);
      const bars = [
        ...(shorter > 0 ? [[l10n.t('less'), shorter] as const] : []),
        ...bins,
        ...(longer > 0 ? [[l10n.t('more'), longer] as const] : []),
      ];
      return {
        kind: 'counts',
        title: l10n.t('Channels by half-life'),
        xLabel: l10n.t('half-life in steps, from'),
        x: bars.map(([label]) => label),
        y: bars.map(([, count]) => count),
      };
    }
  }
}

function growth(gain: readonly (number | null)[]): Figure {
  const last = gain.length - 1;
  const count = Math.min(gain.length, most);
  const shown = Array.from({ length: count }, (_, i) => Math.round((i * last) / (count - 1)));
  return {
    kind: 'gain',
    title: l10n.t('Gain over steps'),
    xLabel: l10n.t('steps k'),
    x: shown.map((i) => i + 1),
    y: shown.map((i) => gain[i] ?? null),
  };
}
