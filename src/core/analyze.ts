import type { Analysis, AnalysisOptions, Figures, Methods, SpectralRadius } from './analysis';
import { confirmed, isNearThreshold } from './gain';
import { boundedGrowth, type BoundedGrowth } from './growth';
import { kernels } from './kernels/choose';
import { henrici } from './linalg/henrici';
import type { Progress, Matrix } from './linalg/matrix';
import { spectralRadius } from './linalg/spectralRadius';
import { activation } from './recurrence/activation';
import { remediesFor } from './remedies';
import { judge } from './verdict';

/** The figures that do not depend on the horizon, so that a new horizon costs only the growth curve. */
export interface Spectrum extends Omit<Figures, 'growth' | 'methods'> {
  readonly methods: Omit<Methods, 'gain'>;
}

/**
 * Singular values of any matrix; eigenvalues, spectral radius and departure from normality of a square one.
 * @throws RangeError for an empty matrix or non-finite entries.
 */
export function spectrumOf(w: Matrix, growth: BoundedGrowth | null, progress?: Progress): Spectrum {
  const { singularValues, eigenvalues, hessenberg } = kernels();
  const sigma = singularValues(w, progress);
  const base = {
    rows: w.rows,
    columns: w.columns,
    singularValues: [...sigma],
    sigmaMax: sigma[0] ?? 0,
  };
  const ofSigma = {
    method: 'direct',
    errorBound: 4 * 2 ** -52 * Math.sqrt(Math.max(w.rows, w.columns)) * base.sigmaMax,
  } as const;
  if (w.rows !== w.columns) {
    const methods = { sigmaMax: ofSigma, spectralRadius: null };
    return { ...base, eigenvalues: null, spectralRadius: null, henrici: null, methods };
  }
  const lambda = eigenvalues(w, progress);
  const radius = spectralRadius(w, lambda, {
    reduce: hessenberg,
    ...(growth ? { growth: growth.log10 } : {}),
    ...(progress ? { progress } : {}),
  });
  return {
    ...base,
    eigenvalues: [...lambda.re].map((re, i) => [re, lambda.im[i]!] as const),
    spectralRadius: radius,
    henrici: henrici(w, lambda),
    methods: { sigmaMax: ofSigma, spectralRadius: { method: 'direct', errorBound: halfWidth(radius) } },
  };
}

function halfWidth({ value, lower, upper }: SpectralRadius): number {
  return Math.max(upper - value, value - lower);
}

/** log10 ‖Wᵏ‖₂ for k = 1…steps of a square matrix, `null` for any other. */
export function growthOf(w: Matrix, steps: number, progress?: Progress): BoundedGrowth | null {
  return w.rows === w.columns ? boundedGrowth(w, steps, progress) : null;
}

/**
 * Judges computed figures of `w`; a growth curve longer than the horizon is cut there. A gain within its error bound of a
 * threshold is confirmed by the direct method first.
 */
export function analysisOf(
  w: Matrix,
  spectrum: Spectrum,
  growth: BoundedGrowth | null,
  options: AnalysisOptions,
  progress?: Progress,
): Analysis {
  if (!growth) {
    const figures: Figures = { ...spectrum, growth: null, methods: { ...spectrum.methods, gain: null } };
    return { figures, options, verdict: null, remedies: [] };
  }
  const { steps, thresholds } = options;
  const last = steps - 1;
  const log10Slope = steps * Math.log10(activation(options.activation).slopeAtRest);
  const found = {
    value: growth.log10[last] ?? null,
    errorBound: growth.errorBounds[last] ?? 0,
    method: growth.method,
  };
  const open = growth.method !== 'direct' && isNearThreshold(found, log10Slope, thresholds);
  const { value, ...gain } = open ? confirmed(w, steps, found, kernels(), progress) : found;
  const figures: Figures = {
    ...spectrum,
    growth: [...growth.log10.slice(0, last), value],
    methods: { ...spectrum.methods, gain },
  };
  const verdict = judge(figures, options);
  return { figures, options, verdict, remedies: remediesFor(verdict, figures, thresholds) };
}

/** Figures, verdict and remedies of one matrix. A non-square matrix gets its singular values and no verdict. */
export function analyze(w: Matrix, options: AnalysisOptions, progress?: Progress): Analysis {
  const growth = growthOf(w, options.steps, progress);
  return analysisOf(w, spectrumOf(w, growth, progress), growth, options, progress);
}
