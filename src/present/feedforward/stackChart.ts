import * as l10n from '@vscode/l10n';
import type { StackRecord } from '../../core/recurrence/records';
import { formatLog10 } from '../format';
import type { ChartContent } from '../plot/content';
import { logAxis } from '../plot/logAxis';
import { seriesChart } from '../plot/seriesChart';
import { countTicks } from '../plot/ticks';

/** Each layer's own gain and the running product of a feed-forward stack. */
export function stackChart({ layers }: StackRecord): ChartContent {
  const own = layers.map(({ sigmaMax }) => (sigmaMax > 0 ? Math.log10(sigmaMax) : null));
  const product = layers.map(({ log10Product }) => log10Product);
  const y = logAxis(l10n.t('gain'), [own, product]);
  return seriesChart({
    title: l10n.t('Gain of each layer and of all up to it'),
    finding: l10n.t(
      'Line chart over {0} layers; the product ends at {1}.',
      layers.length,
      formatLog10(product.at(-1) ?? null),
    ),
    x: { label: l10n.t('layer'), min: 0.5, max: layers.length + 0.5, ticks: countTicks(layers.length) },
    y: y.axis,
    notes: y.notes,
    levels: [{ y: 0, label: '' }],
    places: layers.map((_, i) => i + 1),
    series: [
      { label: l10n.t('running product'), csvName: 'running product', index: 0, values: product },
      { label: l10n.t('this layer’s ‖W‖₂'), csvName: 'this layer’s ‖W‖₂', index: 1, values: own },
    ],
    placeName: l10n.t('layer'),
    csvPlaceName: 'layer',
    formatPlace: String,
    formatValue: formatLog10,
    csvPrefix: 'log10_',
  });
}
