import type { Analysis, AnalysisOptions, Figures, Growth } from './analysis';
import { growthOfPowers } from './growth';
import { kernels } from './kernels/choose';
import { henrici } from './linalg/henrici';
import type { Checkpoint, Matrix } from './linalg/matrix';
import { spectralRadius } from './linalg/spectralRadius';
import { remediesFor } from './remedies';
import { judge } from './verdict';

/** The figures that do not depend on the horizon, so that a new horizon costs only the growth curve. */
export type Spectrum = Omit<Figures, 'growth'>;

/**
 * Singular values of any matrix; eigenvalues, spectral radius and departure from normality of a square one.
 * @throws RangeError for an empty matrix or non-finite entries.
 */
export function spectrumOf(w: Matrix, growth: Growth | null, checkpoint?: Checkpoint): Spectrum {
  const { singularValues, eigenvalues } = kernels();
  const sigma = singularValues(w, checkpoint);
  const base = {
    rows: w.rows,
    columns: w.columns,
    singularValues: [...sigma],
    sigmaMax: sigma[0] ?? 0,
  };
  if (w.rows !== w.columns) return { ...base, eigenvalues: null, spectralRadius: null, henrici: null };
  const lambda = eigenvalues(w, checkpoint);
  return {
    ...base,
    eigenvalues: [...lambda.re].map((re, i) => [re, lambda.im[i]!] as const),
    spectralRadius: spectralRadius(w, lambda, {
      ...(growth ? { growth } : {}),
      ...(checkpoint ? { checkpoint } : {}),
    }),
    henrici: henrici(w, lambda),
  };
}

/** log10 ‖Wᵏ‖₂ for k = 1…steps of a square matrix, `null` for any other. */
export function growthOf(w: Matrix, steps: number, checkpoint?: Checkpoint): Growth | null {
  return w.rows === w.columns ? growthOfPowers(w, steps, checkpoint) : null;
}

/** Judges computed figures; a growth curve longer than the horizon is cut there. */
export function analysisOf(spectrum: Spectrum, growth: Growth | null, options: AnalysisOptions): Analysis {
  const figures: Figures = { ...spectrum, growth: growth && growth.slice(0, options.steps) };
  if (!growth) return { figures, options, verdict: null, remedies: [] };
  const verdict = judge(figures, options);
  return { figures, options, verdict, remedies: remediesFor(verdict, figures, options.thresholds) };
}

/** Figures, verdict and remedies of one matrix. A non-square matrix gets its singular values and no verdict. */
export function analyze(w: Matrix, options: AnalysisOptions, checkpoint?: Checkpoint): Analysis {
  const growth = growthOf(w, options.steps, checkpoint);
  return analysisOf(spectrumOf(w, growth, checkpoint), growth, options);
}
