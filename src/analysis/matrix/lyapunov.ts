import { cellAround } from '../../core/flow/matrixFlow';
import type { Progress, Matrix } from '../../core/linalg/matrix';
import type { Sequence } from '../../core/recurrence/driven/walk';
import { gaussianInputs } from '../../core/recurrence/inputs';
import { lyapunovSpectrum } from '../../core/recurrence/lyapunov';
import { parseLyapunov, type LyapunovReport, type LyapunovRequest } from '../../shared/lyapunov';

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** T, T/2, T/4 … down to 4 or so, ascending. */
function doubling(steps: number): number[] {
  const lengths = [steps];
  while (lengths[0]! >= 8) lengths.unshift(Math.ceil(lengths[0]! / 2));
  return lengths;
}

/**
 * The leading Lyapunov exponents of the vanilla cell around W under seeded Gaussian inputs (U = I, b = 0), and how the
 * largest settles as the trajectory is doubled. Each length is a run of its own over the same inputs, from the same start.
 * @param own the person's own inputs in the place of those; no more steps than it has
 * @throws RangeError for a matrix that is not square, and when the state overflows.
 */
export function lyapunovOf(
  w: Matrix,
  request: LyapunovRequest,
  progress?: Progress,
  own: Sequence | null = null,
): LyapunovReport {
  const { steps: asked, activation, variance, seed, exponents } = parseLyapunov(request);
  const steps = own ? Math.min(asked, own.length) : asked;
  const cell = cellAround(w, { activation });
  const lengths = doubling(steps);
  const all = lengths.reduce((sum, length) => sum + length, 0);
  let before = 0;
  const spectra = lengths.map((length) => {
    const inputs = own ? own.slice(0, length) : gaussianInputs(cell.inputSize, length, { variance, seed });
    const share = (done: number): void => {
      progress?.((before + done * length) / all);
    };
    const spectrum = lyapunovSpectrum(cell, inputs, { exponents, seed }, share, length);
    before += length;
    return spectrum;
  });
  return {
    exponents: spectra.at(-1)!.exponents.map(finite),
    errors: spectra.at(-1)!.standardErrors.map(finite),
    convergence: lengths.map((length, i) => ({ steps: length, largest: finite(spectra[i]!.exponents[0]!) })),
  };
}
