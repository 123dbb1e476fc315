import * as l10n from '@vscode/l10n';
import { formatNumber } from '../../src/present/format';
import { normAxis, normPoints, stepAxis } from '../../src/present/monitor/normAxes';
import type { ChartContent } from '../../src/present/plot/content';
import { emptyPlot, seriesRole } from '../../src/present/plot/plot';
import { evenIndices, shownRows } from '../../src/present/plot/table';
import { listed } from '../../src/present/words';
import type { MonitorCurve } from '../../src/shared/monitor';

/** The norms of several runs over their steps on a log axis; `null` for none. */
export function runsChart(curves: readonly MonitorCurve[]): ChartContent | null {
  if (curves.length === 0) return null;
  const steps = [...new Set(curves.flatMap((curve) => [...curve.steps]))].sort((a, b) => a - b);
  const byStep = curves.map(
    (curve) => new Map(curve.steps.map((step, i) => [step, curve.values[i] ?? null] as const)),
  );
  const rows = steps.map((step) => [step, ...byStep.map((values) => values.get(step) ?? null)]);
  const shown = evenIndices(rows.length, shownRows);
  return {
    plot: {
      ...emptyPlot,
      kind: 'lines',
      title: l10n.t('Gradient norm of the chosen runs'),
      finding: l10n.t('Line chart on a log axis of {0} runs: {1}.', curves.length, listed(curves.map(endOf))),
      x: stepAxis(curves),
      y: normAxis(curves),
      curves: curves.map((curve, i) => ({
        role: seriesRole(i),
        label: curve.name,
        points: normPoints(curve),
      })),
      describe: (x) => [
        l10n.t('step {0}', x),
        ...curves.map(({ name }, i) => l10n.t('{0}: {1}', name, valueText(byStep[i]!.get(x) ?? null))),
      ],
    },
    table: {
      caption: l10n.t('{0} of {1} places; the CSV has all.', shown.length, rows.length),
      columns: [
        { label: l10n.t('step'), format: String },
        ...curves.map(({ name }) => ({ label: name, format: valueText })),
      ],
      rows: shown.map((i) => rows[i]!),
    },
    csv: { header: ['step', ...curves.map(({ name }) => name.replace(/[",\n]/g, ' '))], rows },
  };
}

const valueText = (value: number | null): string => (value === null ? '–' : formatNumber(value));

function endOf({ name, values }: MonitorCurve): string {
  const last = values.at(-1);
  return l10n.t(
    '{0}: {1}',
    name,
    last === null || last === undefined ? l10n.t('not finite') : formatNumber(last),
  );
}
