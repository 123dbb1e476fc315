import { legendEntries, legendSample, sampleSize, type LegendEntry } from '../../../src/present/plot/legend';
import type { Plot } from '../../../src/present/plot/plot';
import type { PlotTheme } from '../../../src/present/plot/theme';
import { h, svg } from '../dom';

/** The legend below a chart, as a list. */
export function legend(plot: Plot, theme: PlotTheme): HTMLElement {
  return h(
    'ul',
    { class: 'legend' },
    ...legendEntries(plot).map((entry) => h('li', {}, sample(entry, theme), entry.label)),
  );
}

/** The sample of a line or patch as a legend shows it. */
export function sample(entry: Pick<LegendEntry, 'role' | 'shape'>, theme: PlotTheme): SVGElement {
  const { width, height } = sampleSize;
  const { tag, attributes } = legendSample(entry, theme);
  return svg(
    'svg',
    { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    svg(tag, attributes),
  );
}
