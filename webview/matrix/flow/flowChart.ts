import * as l10n from '@vscode/l10n';
import type { Flow } from '../../../src/core/flow/flow';
import { formatPowerOfTen } from '../../../src/present/format';
import type { ChartContent } from '../../../src/present/plot/content';
import { logAxis } from '../../../src/present/plot/logAxis';
import { seriesChart, type Series } from '../../../src/present/plot/seriesChart';
import { linearTicks } from '../../../src/present/plot/ticks';

/** The norms of gradients and states at every place, drawn or collapsed in the drawing. */
export function flowChart({ axis, length, figures, log10Gain }: Flow): ChartContent {
  const time = axis === 'time';
  const t = time ? 't' : 'l';
  const curve = (label: string, index: number, values: readonly (number | null)[]): Series => ({
    label,
    index,
    values,
  });
  const series = [
    curve(`‖∂L/∂h_${t}‖`, 0, figures.map(({ log10Gradient }) => log10Gradient)), // prettier-ignore
    curve(`‖h_${t}‖`, 2, figures.map(({ norm }) => (norm > 0 ? Math.log10(norm) : null))), // prettier-ignore
    ...(time ? [curve('‖∂L/∂x_t‖', 1, figures.map(({ log10InputGradient }) => log10InputGradient))] : []), // prettier-ignore
  ];
  const values = series.map((one) => one.values);
  // Nothing enters at 0, and h_0 is zero by choice: neither is a gradient that is gone.
  const { axis: y, notes } = logAxis(
    l10n.t('norm'),
    time ? [values[0]!, values[1]!.slice(1), values[2]!.slice(1)] : values,
  );
  return seriesChart({
    title: time ? l10n.t('Gradient over time') : l10n.t('Gradient over depth'),
    finding: l10n.t(
      'Line chart: from {0} = {1} back to 0 the gradient’s norm is multiplied by {2}.',
      t,
      length,
      formatPowerOfTen(log10Gain),
    ),
    x: {
      label: time ? l10n.t('t (steps)') : l10n.t('l (layers)'),
      min: 0,
      max: length,
      ticks: linearTicks(0, length, Math.min(8, length)),
    },
    y,
    places: figures.map(({ index }) => index),
    placeName: t,
    formatPlace: String,
    series,
    formatValue: (log10) => formatPowerOfTen(log10),
    csvPrefix: 'log10_',
    notes,
  });
}
