import { defaultThresholds } from '../../src/core/analysis';
import { kernels } from '../../src/core/kernels/choose';
import { modulus } from '../../src/core/linalg/eigenvalues';
import type { Matrix } from '../../src/core/linalg/matrix';
import { quickFigures } from '../../src/core/quickFigures';
import type { Work } from './numpy';

const k = kernels();
export const kernelsName = k.name;
const options = { activation: 'identity', thresholds: defaultThresholds } as const;

/** Our side of a work: numbers in the layout of numpy.ts. */
export function perform(work: Work, a: Matrix, steps: number): Float64Array {
  switch (work) {
    case 'product':
      return k.multiply(a, a).data;
    case 'singular values':
      return k.singularValues(a);
    case 'sigma_max':
      return Float64Array.of(k.sigmaMax(a).value);
    case 'eigenvalues': {
      const { re, im } = k.eigenvalues(a);
      return Float64Array.from([...re, ...im]);
    }
    case 'growth':
      return Float64Array.from(k.powerNorms(a, steps).log2, (value) => value * Math.log10(2));
    case 'spectral radius':
      return Float64Array.of(k.spectralRadius(a).value);
    case 'verdict': {
      const { sigmaMax, spectralRadius, log10Norm } = quickFigures(a, { ...options, steps });
      return Float64Array.of(sigmaMax.value, spectralRadius!.value, log10Norm!.value!);
    }
  }
}

/**
 * The relative error against numpy's figures: of the largest element; of the moduli for eigenvalues, whose order is not
 * determined; for growth the largest difference in log10.
 */
export function relativeError(work: Work, ours: Float64Array, theirs: Float64Array): number {
  if (work === 'growth') return Math.max(...ours.map((value, i) => Math.abs(value - theirs[i]!)));
  const figures = (x: Float64Array) => {
    if (work !== 'eigenvalues') return x.subarray(0, theirs.length);
    const n = x.length / 2;
    return x.slice(0, n).map((re, i) => modulus(re, x[n + i]!));
  };
  const actual = figures(ours);
  const expected = figures(theirs);
  let size = 0;
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    size = Math.max(size, Math.abs(expected[i]!));
    worst = Math.max(worst, Math.abs(actual[i]! - expected[i]!));
  }
  return worst / size;
}
