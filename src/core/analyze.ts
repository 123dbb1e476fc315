import type { Analysis, AnalysisOptions, Figures, Methods, SpectralRadius } from './analysis';
import { closedForm, type ClosedForm } from './closedForm';
import { radiusByBasis } from './digits/radiusByBasis';
import { radiusByPowers } from './digits/radiusByPowers';
import { drivenGain } from './drivenGain';
import { settled, verdictWithin } from './gain';
import { boundedGrowth, type BoundedGrowth } from './growth';
import { kernels } from './kernels/choose';
import { certifiedError } from './linalg/certifiedNorm';
import type { Eigenvalues } from './linalg/eigenvalues';
import { henrici } from './linalg/henrici';
import type { Progress, Matrix } from './linalg/matrix';
import { Monomial } from './linalg/monomial';
import { nilpotencyIndex } from './linalg/nilpotent';
import { boundedEigenvalues } from './linalg/spectralRadius';
import { frobeniusNorm } from './linalg/vector';
import { activation } from './recurrence/activation';
import type { Spread } from './recurrence/driven/figures';
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
  if (w.rows !== w.columns) {
    const sigma = kernels().singularValues(w, progress);
    const methods = { ...ofSigma(w, sigma, progress), spectralRadius: null };
    return { ...bySigma(w, sigma), ...withoutPowers, methods };
  }
  const closed = closedForm(w);
  return closed ? closedSpectrum(w, closed, progress) : computedSpectrum(w, growth, progress);
}

const withoutPowers = { eigenvalues: null, eigenvalueBounds: null, spectralRadius: null, henrici: null };

function computedSpectrum(w: Matrix, growth: BoundedGrowth | null, progress?: Progress): Spectrum {
  const { singularValues, eigenvalues, hessenberg } = kernels();
  const sigma = singularValues(w, progress);
  const isNilpotent = nilpotencyIndex(w) !== null;
  const isZero = isNilpotent || (growth?.log10.includes(null) ?? false);
  const lambda = isZero ? zerosOf(w.rows) : eigenvalues(w, progress);
  const { radius: byEigenvalues, bounds } = isNilpotent
    ? { radius: noRadius, bounds: null }
    : boundedEigenvalues(w, lambda, {
        reduce: hessenberg,
        ...(growth ? { growth } : {}),
        ...(progress ? { progress } : {}),
      });
  const precise =
    holdsOne(byEigenvalues) && !isZero ? preciseRadius(w, byEigenvalues, lambda, progress) : null;
  const { method, ...radius } = precise ?? { ...byEigenvalues, method: 'direct' as const };
  return {
    ...bySigma(w, sigma),
    eigenvalues: pairs(lambda),
    eigenvalueBounds: isZero || !bounds ? zeros(w.rows) : bounds,
    spectralRadius: isZero ? { ...radius, value: 0, lower: 0 } : radius,
    henrici: henrici(w, lambda),
    methods: {
      ...ofSigma(w, sigma, progress),
      spectralRadius: { method, errorBound: halfWidth(radius) },
    },
  };
}

/** The interval of all eigenvectors where they are found, else that of the powers, which take longer. */
function preciseRadius(w: Matrix, known: SpectralRadius, lambda: Eigenvalues, progress?: Progress) {
  const found = radiusByBasis(w, lambda, kernels(), progress);
  if (!found || found.upper - found.lower > known.upper - known.lower)
    return radiusByPowers(w, known, kernels(), progress);
  return holdsOne(found) ? radiusByPowers(w, found, kernels(), progress) : found;
}

/** Whether an interval wider than rounding leaves open on which side of 1 ρ lies. */
function holdsOne({ value, lower, upper }: SpectralRadius): boolean {
  return lower < 1 && upper > 1 && upper - lower > 1e-6 * value;
}

/** Without an iteration, but for the angles of an orthogonal matrix's eigenvalues. */
function closedSpectrum(w: Matrix, closed: ClosedForm, progress?: Progress): Spectrum {
  const { structure, sigmaErrorBound, spectralRadius: radius } = closed;
  const isMonomial = structure instanceof Monomial;
  const sigma = isMonomial ? structure.singularValues() : new Float64Array(w.rows).fill(structure.scale);
  const eigenvalues = pairs(isMonomial ? structure.eigenvalues() : kernels().eigenvalues(w, progress));
  const boundOf = isMonomial
    ? relative(structure.eigenvalueRounding())
    : // W and what the solver saw are both this near to a normal matrix [Bauer1960].
      () => 2 * sigmaErrorBound + backwardError(w);
  return {
    ...bySigma(w, sigma),
    eigenvalues,
    eigenvalueBounds: eigenvalues.map(boundOf),
    spectralRadius: radius,
    henrici: isMonomial ? structure.henrici() : 0,
    methods: {
      sigmaMax: { method: 'direct', errorBound: sigmaErrorBound },
      singularValues: { method: 'direct', errorBound: sigmaErrorBound },
      spectralRadius: { method: 'direct', errorBound: halfWidth(radius) },
    },
  };
}

const relative =
  (rounding: number) =>
  ([re, im]: readonly [number, number]): number =>
    rounding * Math.hypot(re, im);

const noRadius: SpectralRadius = { value: 0, lower: 0, upper: 0 };

function zerosOf(n: number): Eigenvalues {
  return { re: new Float64Array(n), im: new Float64Array(n) };
}

const zeros = (n: number): number[] => new Array<number>(n).fill(0);

function pairs({ re, im }: Eigenvalues): [number, number][] {
  return Array.from(re, (value, i) => [value, im[i]!]);
}

function bySigma({ rows, columns }: Matrix, sigma: Float64Array) {
  return { rows, columns, singularValues: [...sigma], sigmaMax: sigma[0] ?? 0 };
}

/** The largest is proven; the others are those of a matrix beside W, and so off by no more than lies between them ([Golub2013] §8.6.1). */
function ofSigma(
  w: Matrix,
  sigma: Float64Array,
  progress?: Progress,
): Pick<Methods, 'sigmaMax' | 'singularValues'> {
  return {
    sigmaMax: { method: 'direct', errorBound: certifiedError(w, sigma[0]!, kernels().multiply, progress) },
    singularValues: { method: 'direct', errorBound: backwardError(w) },
  };
}

function backwardError({ rows, columns, data }: Matrix): number {
  return (Math.max(rows, columns) + 10) * 2 ** -52 * frobeniusNorm(data);
}

function halfWidth({ value, lower, upper }: SpectralRadius): number {
  return Math.max(upper - value, value - lower);
}

/** log10 ‖Wᵏ‖₂ for k = 1…steps of a square matrix, `null` for any other. */
export function growthOf(w: Matrix, steps: number, progress?: Progress): BoundedGrowth | null {
  return w.rows === w.columns ? boundedGrowth(w, steps, progress) : null;
}

/**
 * Judges computed figures of `w`; a growth curve longer than the horizon is cut there. A gain that its error bound leaves
 * open is `settled` first.
 * @param driven the gain under inputs, given φ'(0)·ρ; `drivenGain` by default
 */
export function analysisOf(
  w: Matrix,
  spectrum: Spectrum,
  growth: BoundedGrowth | null,
  options: AnalysisOptions,
  progress?: Progress,
  driven: (rate: number) => Spread | null = (rate) => drivenGain(w, rate, options, progress),
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
  const { value, ...gain } = settled(w, steps, found, log10Slope, thresholds, kernels(), progress);
  const figures: Figures = {
    ...spectrum,
    growth: [...growth.log10.slice(0, last), value],
    methods: { ...spectrum.methods, gain },
  };
  const { slopeAtRest } = activation(options.activation);
  const verdict = judge(
    figures,
    options,
    driven(slopeAtRest * (figures.spectralRadius?.value ?? 0)),
    verdictWithin({ value, ...gain }, log10Slope, thresholds),
  );
  return { figures, options, verdict, remedies: remediesFor(verdict, figures, thresholds) };
}

/**
 * Figures, verdict and remedies of one matrix. A non-square matrix gets its singular values and no verdict.
 * @param driven as `analysisOf`
 */
export function analyze(
  w: Matrix,
  options: AnalysisOptions,
  progress?: Progress,
  driven?: (rate: number) => Spread | null,
): Analysis {
  const growth = growthOf(w, options.steps, progress);
  return analysisOf(w, spectrumOf(w, growth, progress), growth, options, progress, driven);
}
