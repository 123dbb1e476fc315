import * as l10n from '@vscode/l10n';
import { normPlot, type NormPlotOptions } from '../../src/present/monitor/normPlot';
import { seriesName } from '../../src/present/monitor/seriesName';
import type { ChartContent } from '../../src/present/plot/content';
import { evenIndices, shownRows } from '../../src/present/plot/table';
import type { MonitorModel } from '../../src/shared/monitor';

/** The norms over the steps on a log axis: one series in front, the others behind it; `null` for a log without norms. */
export function normChart(model: MonitorModel, options: NormPlotOptions): ChartContent | null {
  const { focus } = model;
  if (!focus || focus.count === 0) return null;
  const rows = focus.steps.map((step, i) => [step, focus.values[i] ?? null] as const);
  const shown = evenIndices(rows.length, shownRows);
  return {
    plot: normPlot(model, focus, options),
    table: {
      caption: l10n.t(
        '{0} of {1} recorded steps, as logged; the CSV has {2}.',
        shown.length,
        focus.count,
        rows.length,
      ),
      columns: [
        { label: l10n.t('step'), format: String },
        {
          label: seriesName(focus.name),
          format: (value) => (value === null ? l10n.t('not finite') : String(value)),
        },
      ],
      rows: shown.map((i) => rows[i]!),
    },
    csv: { header: ['step', focus.name.replace(/[",\n]/g, ' ')], rows },
  };
}
