import * as l10n from '@vscode/l10n';
import type { Analysis, Figures } from '../../core/analysis';
import type { Location } from '../../core/location';
import type { FindingRecord } from '../../core/record';
import { explain } from './explanation';
import { remedyText } from './remedy';

/** The record of an analysis. */
export function toRecord(name: string, location: Location, analysis: Analysis): FindingRecord {
  const { figures, options, verdict, remedies } = analysis;
  return {
    name,
    location,
    shape: [figures.rows, figures.columns],
    steps: options.steps,
    activation: options.activation,
    sigmaMax: figures.sigmaMax,
    spectralRadius: figures.spectralRadius?.value ?? null,
    singularValues: figures.singularValues,
    eigenvalues: figures.eigenvalues,
    log10Growth: figures.growth,
    log10Gain: verdict?.log10Gain ?? null,
    peak: verdict?.peak ?? null,
    henrici: figures.henrici,
    halfLife: verdict?.halfLife ?? null,
    methods: figures.methods,
    verdict: verdict?.name ?? null,
    flags: verdict?.flags ?? [],
    rule: verdict?.rule ?? null,
    explanation: explainAnalysis(analysis),
    remedies: remedies.map((remedy) => {
      const { title, action, limits, code } = remedyText(remedy);
      return { name: remedy.name, title, action, limits, numbers: remedy.numbers, code };
    }),
  };
}

/** The sentence of an analysis: its verdict's, or that a matrix that is not square has none. */
export const explainAnalysis = (analysis: Analysis): string =>
  analysis.verdict ? explain(analysis.verdict) : explainNonSquare(analysis.figures);

/** The sentence for a non-square matrix. */
export function explainNonSquare({
  rows,
  columns,
  sigmaMax,
}: Pick<Figures, 'rows' | 'columns' | 'sigmaMax'>): string {
  return l10n.t(
    'A {0}×{1} matrix has no powers; one step multiplies a gradient by at most σ_max = {2}.',
    rows,
    columns,
    sigmaMax.toPrecision(4),
  );
}
