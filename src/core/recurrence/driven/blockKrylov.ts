import { singularValues } from '../../linalg/singularValues';
import { dot, frobeniusNorm } from '../../linalg/vector';
import type { LogVector } from './passTogether';

/** What is left of a vector after its projections, below which it is rounding. */
const negligible = 1e-10;

/**
 * Orthonormal vectors v of a Krylov space of PᵀP and their images P·v, from which the largest singular value of P on that
 * space follows: a bound of ‖P‖₂ from below (Rayleigh–Ritz).
 */
export class BlockKrylov {
  /** The vectors whose images are not known yet. */
  newest: Float64Array[] = [];
  /** log10 of the bound; `null` while nothing but zero was seen. */
  log10: number | null = null;
  lastChange = Infinity;
  private readonly basis: Float64Array[] = [];
  private readonly seen: LogVector[] = [];
  private fresh: readonly LogVector[] = [];

  /** Vectors to extend the space by; returns whether there was something new in them. */
  take(vectors: readonly LogVector[]): boolean {
    this.newest = orthonormal(vectors, this.basis);
    this.basis.push(...this.newest);
    return this.newest.length > 0;
  }

  /** The images of `newest`. */
  see(images: readonly LogVector[]): void {
    this.seen.push(...images);
    this.fresh = images;
    const reference = Math.max(...this.seen.map(({ log10 }) => log10));
    if (reference === -Infinity) {
      this.lastChange = 0;
      return;
    }
    const n = this.seen.length;
    const data = new Float64Array(n * n);
    this.seen.forEach((one, i) => {
      this.seen.forEach((other, j) => {
        const scale = 10 ** (one.log10 + other.log10 - 2 * reference);
        data[i * n + j] = scale === 0 ? 0 : scale * dot(one.direction, other.direction);
      });
    });
    const square = singularValues({ rows: n, columns: n, data })[0]!;
    const log10 = reference + Math.log10(square) / 2;
    this.lastChange = this.log10 === null ? Infinity : Math.abs(log10 - this.log10);
    this.log10 = log10;
  }

  /** The newest images, whose way back extends the space. */
  images(): Float64Array[] {
    return orthonormal(this.fresh, []);
  }
}

/** The vectors made orthonormal among themselves and to `basis`, by Gram–Schmidt twice, largest first; rounding is left out. */
function orthonormal(vectors: readonly LogVector[], basis: readonly Float64Array[]): Float64Array[] {
  const result: Float64Array[] = [];
  const largestFirst = [...vectors].sort((a, b) => b.log10 - a.log10);
  for (const { direction, log10 } of largestFirst) {
    if (log10 === -Infinity) continue;
    const x = direction.slice();
    for (let pass = 0; pass < 2; pass++) {
      for (const b of [...basis, ...result]) {
        const along = dot(x, b);
        for (let i = 0; i < x.length; i++) x[i] = x[i]! - along * b[i]!;
      }
    }
    const length = frobeniusNorm(x);
    if (!(length > negligible)) continue;
    result.push(x.map((value) => value / length));
    // Once more for what the division has magnified.
    const last = result.at(-1)!;
    for (const b of basis) {
      const along = dot(last, b);
      for (let i = 0; i < last.length; i++) last[i] = last[i]! - along * b[i]!;
    }
  }
  return result;
}
