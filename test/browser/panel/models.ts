import { standingWhenAsked } from '../../standings';
import { analyze } from '../../../src/core/analyze';
import { defaultThresholds } from '../../../src/core/analysis';
import { singularValueGrowth } from '../../../src/core/growth';
import { fromRows, type Matrix } from '../../../src/core/linalg/matrix';
import { withGrowth } from '../../../src/core/remedies';
import type { PanelChoice, PanelModel } from '../../../src/shared/panel';

/** The diagonal matrix of these entries: powers, singular values and eigenvalues are known in closed form. */
export function diagonal(...entries: readonly number[]): Matrix {
  return fromRows(entries.map((entry, i) => entries.map((_, j) => (i === j ? entry : 0))));
}

export interface Place {
  readonly name?: string;
  readonly file?: string;
  readonly line?: number;
}

/** The model that the extension host would send for a matrix and a choice. */
export function modelOf(
  w: Matrix,
  choice: PanelChoice,
  { name = 'W', file = 'net.py', line = 3 }: Place = {},
): PanelModel {
  const analysis = analyze(w, { ...choice, thresholds: defaultThresholds });
  const place = { name, file, line, source: 'document' as const, standing: standingWhenAsked() };
  if (!analysis.verdict) return { ...place, analysis, spectrum: null };
  const steps = Array.from({ length: choice.steps }, (_, i) => i + 1);
  const bySteps = singularValueGrowth(w, steps);
  const curves = Array.from({ length: w.rows }, (_, i) =>
    bySteps.map((values) => (values[i] === undefined || values[i] === -Infinity ? null : values[i])),
  );
  return {
    ...place,
    analysis: { ...analysis, remedies: withGrowth(analysis.remedies, w, choice.steps) },
    spectrum: { steps, curves, indices: [...curves.keys()], total: w.rows },
  };
}

/** A model with the spectrum of diag(entries), written down without any of the core's decompositions. */
export function wideModel(entries: readonly number[], choice: PanelChoice): PanelModel {
  const small = modelOf(diagonal(entries[0]!), choice);
  const steps = Array.from({ length: choice.steps }, (_, i) => i + 1);
  return {
    ...small,
    analysis: {
      ...small.analysis,
      figures: {
        ...small.analysis.figures,
        rows: entries.length,
        columns: entries.length,
        singularValues: entries,
        eigenvalues: entries.map((entry) => [entry, 0] as const),
      },
    },
    spectrum: {
      steps,
      curves: entries.map((entry) => steps.map((k) => k * Math.log10(entry))),
      indices: [...entries.keys()],
      total: entries.length,
    },
  };
}
