import { dot, frobeniusNorm } from '../linalg/vector';

/** A gradient on its way back through factors, as a unit vector and the logarithm of its length. */
export class Walk {
  /** log10 of the length after k = 1, 2, … factors; −Infinity once it is exactly zero. */
  readonly log10: number[] = [];
  /** How much of each new direction lies in the plane of the two before it, 0…1; 1 for a gradient that is gone. */
  readonly direction: number[] = [];
  private before: Float64Array | null = null;

  constructor(private current: Float64Array) {}

  /** One factor J = own·I + factor·W, given v ↦ Wᵀ·v. */
  advance(transposed: (v: Float64Array) => Float64Array, own: number, factor: number): void {
    const before = this.log10.at(-1) ?? 0;
    const v = this.current;
    const image = transposed(v).map((entry, i) => own * v[i]! + factor * entry);
    const length = before === -Infinity ? 0 : frobeniusNorm(image);
    this.log10.push(before + Math.log10(length));
    if (length === 0) {
      this.direction.push(1);
      return;
    }
    const next = image.map((entry) => entry / length);
    this.direction.push(shareInPlane(next, v, this.before));
    this.before = v;
    this.current = next;
  }
}

/** The length of the projection of the unit vector `x` onto the span of the unit vectors `a` and `b`. */
function shareInPlane(x: Float64Array, a: Float64Array, b: Float64Array | null): number {
  const first = dot(x, a);
  if (!b) return Math.min(1, Math.abs(first));
  const overlap = dot(a, b);
  const rest = b.map((entry, i) => entry - overlap * a[i]!);
  const length = Math.sqrt(dot(rest, rest));
  // Below this the two are one direction but for rounding.
  const second = length > 1e-12 ? dot(x, rest) / length : 0;
  return Math.min(1, Math.hypot(first, second));
}
