import { bidiagonalSingularValues } from '../linalg/bidiagonalSingularValues';
import { transpose, type Progress, type Matrix } from '../linalg/matrix';
import { requireFinite } from '../linalg/requirements';
import { ldexp, scaled } from '../linalg/scaling';
import { withSession } from './instance';
import { leading, type Session } from './session';

/**
 * All min(m, n) singular values, descending: blocked Householder bidiagonalization (LAPACK dgebrd), then the same
 * implicit zero-shift QR as the plain path.
 * @throws RangeError for an empty matrix or non-finite entries.
 */
export function singularValues(a: Matrix, progress?: Progress): Float64Array {
  requireFinite(a);
  const { matrix, exponent } = scaled(a.rows < a.columns ? transpose(a) : a);
  const bidiagonal = withSession((session) => bidiagonalize(session, matrix, progress));
  const sigma = bidiagonalSingularValues(bidiagonal, progress);
  return sigma.map((value) => ldexp(value, exponent)).sort((x, y) => y - x);
}

/** Columns of a panel: wide enough for the product that follows, short enough for a checkpoint in time. */
function panelWidth(n: number): number {
  if (n < 128) return 16;
  return n < 1536 ? 32 : 16;
}

function bidiagonalize(session: Session, matrix: Matrix, progress?: Progress) {
  const { rows: m, columns: n } = matrix;
  const { kernel } = session;
  const panel = panelWidth(n);
  const a = session.store(matrix);
  const strideOfUx = leading(m) * 8;
  const strideOfYv = leading(n) * 8;
  const ux = session.reserveBytes(2 * panel * strideOfUx);
  const yv = session.reserveBytes(2 * panel * strideOfYv);
  const coefficients = session.reserve(panel);
  const diagonal = session.reserve(n);
  const superdiagonal = session.reserve(n);
  const work = session.reserveBytes(kernel.gemmWork(n, 2 * panel));
  for (let k = 0; k < n; k += panel) {
    progress?.(1 - (1 - k / n) ** 3);
    kernel.bidiagonalPanel(
      m,
      n,
      a.address,
      a.stride,
      k,
      panel,
      diagonal,
      superdiagonal,
      ux,
      strideOfUx,
      yv,
      strideOfYv,
      coefficients,
      work,
    );
  }
  return {
    diagonal: session.view(diagonal, n).slice(),
    superdiagonal: session.view(superdiagonal, n - 1).slice(),
  };
}
