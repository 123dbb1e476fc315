import * as l10n from '@vscode/l10n';
import type { CheckpointItem, QuickFigures } from '../../src/shared/checkpoint';
import type { ChartContent } from '../../src/present/plot/content';
import { logAxis } from '../../src/present/plot/logAxis';
import { emptyPlot } from '../../src/present/plot/plot';
import { seriesChart } from '../../src/present/plot/seriesChart';
import { shownRows, evenIndices } from '../../src/present/plot/table';
import { decadeTicks } from '../../src/present/plot/ticks';
import { formatDecade, formatLife, formatLog10, formatNumber } from '../../src/present/format';

/** An item with its figures. */
export interface Layer {
  readonly item: CheckpointItem;
  readonly figures: QuickFigures;
}

/** Decades above the horizon where memories without end are drawn. */
const headroom = 2;

/** The memory horizon: half-lives over the depth of a model, the middle nine tenths of the channels and the median. */
export function memoryHorizonChart(layers: readonly Layer[], steps: number): ChartContent | null {
  const lives = layers.flatMap(({ item, figures }) =>
    item.kind === 'linear-recurrence' && figures.halfLife ? [{ item, ...figures.halfLife }] : [],
  );
  if (lives.length === 0) return null;
  const finite = lives
    .flatMap(({ p5, p50, p95 }) => [p5, p50, p95])
    .filter((life): life is number => life !== null && life > 0)
    .map(Math.log10);
  const horizon = Math.log10(steps);
  const top = Math.max(horizon, ...finite) + (lives.some(({ p95 }) => p95 === null) ? headroom : 0.3);
  const bottom = Math.max(-4, Math.min(0, horizon, ...finite) - 0.3);
  const place = (life: number | null): number =>
    life === null ? top : Math.max(bottom, Math.min(top, Math.log10(Math.max(life, 1e-300))));
  const curve = (of: (life: (typeof lives)[number]) => number | null) =>
    lives.map((life, x) => ({ x, y: place(of(life)) }));
  const depth = (i: number): string => String(lives[i]?.item.layer ?? i);
  const endless = lives.some(({ p95 }) => p95 === null);
  return {
    plot: {
      ...emptyPlot,
      kind: 'lines',
      title: l10n.t('Memory horizon: half-life over depth'),
      finding: l10n.t(
        'Line chart of the half-lives of {0} layers; the median goes from {1} in the first to {2} in the last.',
        lives.length,
        formatLife(lives[0]!.p50),
        formatLife(lives.at(-1)!.p50),
      ),
      x: {
        label: l10n.t('layer'),
        min: lives.length === 1 ? -0.5 : 0,
        max: lives.length === 1 ? 0.5 : lives.length - 1,
        ticks: evenIndices(lives.length, 12).map((value) => ({ value, label: depth(value) })),
      },
      y: {
        label: l10n.t('half-life (steps, log)'),
        min: bottom,
        max: top,
        ticks: decadeTicks(bottom, top, 7),
      },
      curves: [
        { role: 'upperBound', label: l10n.t('95 % of channels'), points: curve(({ p95 }) => p95) },
        { role: 'lowerBound', label: l10n.t('5 % of channels'), points: curve(({ p5 }) => p5) },
        { role: 'largest', label: l10n.t('median channel'), points: curve(({ p50 }) => p50) },
      ],
      ribbon: {
        role: 'largest',
        label: l10n.t('the middle 90 %'),
        lower: curve(({ p5 }) => p5),
        upper: curve(({ p95 }) => p95),
      },
      levels: [{ y: horizon, label: `T = ${formatNumber(steps)}` }],
      notes: [
        l10n.t('Click a layer for its histogram.'),
        ...(endless ? [l10n.t('What never halves is drawn at the upper edge.')] : []),
      ],
      describe: (_, i) => {
        const life = lives[i];
        return life
          ? [
              l10n.t('{0} ({1})', life.item.what, life.item.name),
              l10n.t('median {0}', formatLife(life.p50)),
              l10n.t('5 % to 95 %: {0} to {1}', formatLife(life.p5), formatLife(life.p95)),
            ]
          : [];
      },
    },
    table: {
      caption:
        lives.length > shownRows
          ? l10n.t('{0} of {1} layers; the CSV has all.', shownRows, lives.length)
          : l10n.t('Every layer.'),
      columns: [
        { label: l10n.t('layer'), format: (value) => depth(value ?? 0) },
        ...['5 %', l10n.t('median'), '95 %'].map((label) => ({ label, format: formatLife })),
      ],
      rows: evenIndices(lives.length, shownRows).map((i) => [i, lives[i]!.p5, lives[i]!.p50, lives[i]!.p95]),
    },
    csv: {
      header: ['layer', 'half_life_p5', 'half_life_p50', 'half_life_p95'],
      rows: lives.map(({ item, p5, p50, p95 }, i) => [item.layer ?? i, p5, p50, p95]),
    },
  };
}

/** The layers of a memory horizon chart, in its order. */
export function horizonLayers(layers: readonly Layer[]): CheckpointItem[] {
  return layers.flatMap(({ item, figures }) =>
    item.kind === 'linear-recurrence' && figures.halfLife ? [item] : [],
  );
}

/** Gains of a module's layers side by side; `null` for fewer than two. */
export function layersChart(layers: readonly Layer[]): ChartContent | null {
  const places = [...new Set(layers.map(({ item }) => item.layer ?? 0))].sort((a, b) => a - b);
  if (places.length < 2) return null;
  const of = (reverse: boolean): (number | null)[] =>
    places.map((place) => {
      const found = layers.find(
        ({ item }) => (item.layer ?? 0) === place && (item.reverse ?? false) === reverse,
      );
      return found && !found.figures.overflow ? found.figures.log10Gain : null;
    });
  const [forward, reverse] = [of(false), of(true)];
  const y = logAxis(l10n.t('gain'), [forward, reverse]);
  const hasReverse = layers.some(({ item }) => item.reverse);
  return seriesChart({
    title: l10n.t('Layers of this module'),
    finding: l10n.t('Line chart of the gains of {0} layers.', places.length),
    x: {
      label: l10n.t('layer'),
      min: places[0]! - 0.25,
      max: places.at(-1)! + 0.25,
      ticks: evenIndices(places.length, 12).map((i) => ({ value: places[i]!, label: String(places[i]!) })),
    },
    y: y.axis,
    notes: y.notes,
    levels: [{ y: 0, label: formatDecade(0) }],
    places,
    series: [
      { label: l10n.t('gain'), csvName: 'gain', index: 0, values: forward },
      ...(hasReverse
        ? [
            {
              label: l10n.t('gain, reverse direction'),
              csvName: 'gain, reverse direction',
              index: 1,
              values: reverse,
            },
          ]
        : []),
    ],
    placeName: l10n.t('layer'),
    csvPlaceName: 'layer',
    formatPlace: String,
    formatValue: formatLog10,
    csvPrefix: 'log10_',
  });
}
