import type { Analysis, AnalysisOptions, Quality } from '../../core/analysis';
import { analysisOf, spectrumOf, type Spectrum } from '../../core/analyze';
import { kernels } from '../../core/kernels/choose';
import type { Bounded } from '../../core/kernels/kernels';
import type { Matrix, Progress } from '../../core/linalg/matrix';
import { frobeniusNorm } from '../../core/linalg/vector';

/** Elements of a matrix whose whole spectrum is computed though nothing shows that it recurs. */
const maxElementsInFull = 2 ** 18;
/** Of a larger one the spectral radius takes long, and says nothing where the matrix does not recur. */
const maxOrderOfRadius = 1024;

/** The figures that say something of a matrix of any role. */
export interface ShortFigures {
  readonly sigmaMax: Bounded;
  /** `null` for a matrix that is not square, or large. */
  readonly spectralRadius: Bounded | null;
}

/** σ_max and, of a square matrix, ρ. @throws RangeError for an empty matrix or non-finite entries */
export function shortFigures(matrix: Matrix, progress?: Progress): ShortFigures {
  const sigmaMax = kernels().sigmaMax(matrix, progress);
  const square = matrix.rows === matrix.columns && matrix.rows <= maxOrderOfRadius;
  return { sigmaMax, spectralRadius: square ? kernels().spectralRadius(matrix, progress) : null };
}

/** ‖W‖_F²/σ_max²; 0 for a zero matrix. */
export function stableRank(matrix: Matrix, sigmaMax: number): number {
  return sigmaMax === 0 ? 0 : (frobeniusNorm(matrix.data) / sigmaMax) ** 2;
}

/** The figures of a matrix whose powers are not judged; no spectra of a large one. */
export function figuresAlone(matrix: Matrix, options: AnalysisOptions, progress?: Progress): Analysis {
  const whole = matrix.rows * matrix.columns <= maxElementsInFull;
  const spectrum = whole ? spectrumOf(matrix, null, progress) : shortSpectrum(matrix, progress);
  return analysisOf(matrix, spectrum, null, options, progress);
}

function shortSpectrum(matrix: Matrix, progress?: Progress): Spectrum {
  const { rows, columns } = matrix;
  const { sigmaMax, spectralRadius } = shortFigures(matrix, progress);
  const radius = spectralRadius && {
    value: spectralRadius.value,
    lower: spectralRadius.value - spectralRadius.errorBound,
    upper: spectralRadius.value + spectralRadius.errorBound,
  };
  return {
    ...{ rows, columns, singularValues: [], sigmaMax: sigmaMax.value },
    ...{ eigenvalues: null, eigenvalueBounds: null, spectralRadius: radius, henrici: null },
    methods: {
      sigmaMax: qualityOf(sigmaMax),
      singularValues: null,
      spectralRadius: spectralRadius && qualityOf(spectralRadius),
    },
  };
}

function qualityOf({ method, errorBound }: Bounded): Quality {
  return { method, errorBound, ...(method === 'direct' ? {} : { estimated: true }) };
}
