import * as l10n from '@vscode/l10n';
import type { Growth, Thresholds } from '../../core/analysis';
import { verdictWord } from '../verdictWord';
import { formatDecade, formatNumber, formatSteps } from '../format';
import type { Axis, Band, Point } from './plot';
import { extentOf, type Extent } from './extent';
import { decadeTicks, linearTicks } from './ticks';

export type Scale = 'log' | 'linear';

/** The gain axis shared by the growth and the remedy chart: where a log10 gain stands on it. */
export interface GainAxis {
  readonly axis: Axis;
  readonly band: Band;
  readonly notes: readonly string[];
  readonly place: (log10: number | null) => number | null;
}

/** Curves that the axis must hold, and what else is shown as long as it leaves them room. */
export interface GainCurves {
  readonly label: string;
  readonly main: readonly Growth[];
  /** log10 of the lowest and highest of the rest. */
  readonly rest: Extent;
}

export function gainAxis(curves: GainCurves, thresholds: Thresholds, scale: Scale): GainAxis {
  return scale === 'log' ? logAxis(curves, thresholds) : linearAxis(curves, thresholds);
}

/** The gains that count as stable, on a log axis. */
export function stableBand({ growing, fading }: Thresholds): Band {
  return { from: Math.log10(fading), to: Math.log10(growing), label: verdictWord('stable') };
}

function logAxis({ label, main, rest }: GainCurves, thresholds: Thresholds): GainAxis {
  const band = stableBand(thresholds);
  const { low, high } = extentOf(main, { low: band.from - 0.5, high: band.to + 0.5 });
  const span = high - low;
  // A bound far above, or directions long dead, would press the curve that decides into a corner.
  const min = Math.max(Math.min(rest.low, low), low - Math.max(8, span)) - 0.03 * span;
  const max = Math.min(Math.max(rest.high, high), high + Math.max(2, 0.3 * span)) + 0.03 * span;
  return {
    axis: { label: l10n.t('{0} (log)', label), min, max, ticks: decadeTicks(min, max) },
    band,
    notes: rest.low < min ? [l10n.t('What lies below {0} is cut off.', formatDecade(Math.ceil(min)))] : [],
    place: (log10) => log10,
  };
}

function linearAxis({ label, main }: GainCurves, { exploding, growing, fading }: Thresholds): GainAxis {
  const { high } = extentOf(main, { low: 0, high: 0 });
  const limit = Math.log10(exploding);
  const max = high > limit ? exploding : 1.1 * 10 ** high;
  const steps = main[0]?.findIndex((log10) => log10 !== null && log10 > limit) ?? -1;
  const fadesAt = main[0]?.findIndex((log10) => log10 === null || 10 ** log10 < max / 200) ?? -1;
  const notes =
    high > limit
      ? [
          steps >= 0
            ? l10n.t(
                'The linear axis ends at a gain of {0}, which the curve passes at step {1}; the log axis shows all of it.',
                formatNumber(exploding),
                steps + 1,
              )
            : l10n.t(
                'The linear axis ends at a gain of {0}; the log axis shows all of it.',
                formatNumber(exploding),
              ),
        ]
      : fadesAt >= 0
        ? [
            l10n.t(
              'After {0} nothing can be told from 0 on a linear axis; the log axis shows it.',
              formatSteps(fadesAt + 1),
            ),
          ]
        : [];
  return {
    axis: { label, min: 0, max, ticks: linearTicks(0, max) },
    band: { from: fading, to: Math.min(growing, max), label: verdictWord('stable') },
    notes,
    // Far above the axis is as good as infinite, and a canvas can still draw toward it.
    place: (log10) => (log10 === null ? null : Math.min(10 ** log10, 1e3 * max)),
  };
}

/** Points of a curve at steps 1, 2, …, or at the steps given. */
export function pointsOf(growth: Growth, place: GainAxis['place'], steps?: readonly number[]): Point[] {
  return growth.map((log10, i) => ({ x: steps?.[i] ?? i + 1, y: place(log10) }));
}
