import { singularValueDecomposition } from '../linalg/singularValueDecomposition';
import { dot, unit } from '../linalg/vector';
import { createRandom } from '../random';
import type { PowerStart } from './powerStart';

/** AᵀA of several vectors at once. */
export type Gram = (vectors: readonly Float64Array[]) => Float64Array[];

/** ‖A‖² with its relative error. */
export interface LeadingSquare {
  readonly square: number;
  readonly relativeError: number;
}

const maxPasses = 12;
/** The random start must come this near to the square from below: had the other missed a direction, it would pass it. */
const near = 0.5;
/** Directions nearer than this to the leading one are corrected no further. */
const closest = 1e-4;

/**
 * ‖A‖² by Davidson's method ([Davidson1975]; [Saad2011] §8.4) on AᵀA: each residual is corrected by solving with an
 * approximation of AᵀA, so that a few passes over A do. A Lanczos iteration from a random start goes beside it and shares
 * the subspace: what the approximation lacks comes from there. The error is Kato and Temple's residual²/gap, the gap taken
 * to the second Ritz value or the second of the approximation. `null` where `aim` (relative) is not reached.
 */
export function leadingSquare(gram: Gram, start: PowerStart, aim: number): LeadingSquare | null {
  const lead = start.directions[0]!;
  const random = createRandom(lead.length);
  const subspace = new Subspace();
  const guard = new Subspace();
  let next = lead;
  let probe = unit(lead.map(() => random.gaussian()));
  for (let pass = 0; pass < maxPasses; pass++) {
    const [image, probed] = gram([next, probe]) as [Float64Array, Float64Array];
    subspace.add(next, image);
    subspace.add(probe, probed);
    guard.add(probe, probed);
    const found = subspace.ritz();
    const { square, residual } = found;
    if (!(square > 0 && Number.isFinite(square))) return null;
    const size = Math.sqrt(dot(residual, residual)) / square;
    const gap = 1 - Math.max((start.ratios[1] ?? 0) ** 2, found.second / square);
    const relativeError = Math.min(size, gap > 0 ? size ** 2 / gap : Infinity);
    if (relativeError <= aim && guard.ritz().square >= near * square) return { square, relativeError };
    next = unit(correction(residual, square, start));
    probe = unit(guard.remainder(probed));
  }
  return null;
}

/** −(ÂᵀÂ − θI)⁻¹r without the leading direction: by directions where the approximation has some, r/θ elsewhere. */
function correction(residual: Float64Array, square: number, start: PowerStart): Float64Array {
  const rest = residual.slice();
  const result = new Float64Array(residual.length);
  start.directions.forEach((direction, i) => {
    const component = dot(direction, residual);
    add(rest, -component, direction);
    const distance = 1 - start.ratios[i]! ** 2;
    if (i > 0) add(result, component / (square * Math.max(distance, closest)), direction);
  });
  add(result, 1 / square, rest);
  return result;
}

/** An orthonormal basis with the images of its members. */
class Subspace {
  private readonly basis: Float64Array[] = [];
  private readonly images: Float64Array[] = [];

  /** Takes in a vector unless it lies in the span already. */
  add(vector: Float64Array, image: Float64Array): void {
    const x = vector.slice();
    const y = image.slice();
    for (let pass = 0; pass < 2; pass++) {
      this.basis.forEach((other, i) => {
        const component = dot(other, x);
        add(x, -component, other);
        add(y, -component, this.images[i]!);
      });
      const length = Math.sqrt(dot(x, x));
      if (!(length > 1e-7)) return;
      scale(x, 1 / length);
      scale(y, 1 / length);
    }
    this.basis.push(x);
    this.images.push(y);
  }

  /** x less its components along the basis. */
  remainder(x: Float64Array): Float64Array {
    const result = x.slice();
    for (let pass = 0; pass < 2; pass++)
      for (const other of this.basis) add(result, -dot(other, result), other);
    return result;
  }

  /** The two largest Ritz values, and the residual of the first. */
  ritz(): { readonly square: number; readonly second: number; readonly residual: Float64Array } {
    const size = this.basis.length;
    const data = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) {
        const value = (dot(this.basis[i]!, this.images[j]!) + dot(this.basis[j]!, this.images[i]!)) / 2;
        data[i * size + j] = value;
        data[j * size + i] = value;
      }
    }
    const { v, singularValues } = singularValueDecomposition({ rows: size, columns: size, data });
    const square = singularValues[0]!;
    const residual = new Float64Array(this.basis[0]!.length);
    for (let i = 0; i < size; i++) {
      const weight = v.data[i * size]!;
      add(residual, weight, this.images[i]!);
      add(residual, -weight * square, this.basis[i]!);
    }
    return { square, second: singularValues[1] ?? 0, residual };
  }
}

function add(y: Float64Array, a: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i] = y[i]! + a * x[i]!;
}

function scale(x: Float64Array, a: number): void {
  for (let i = 0; i < x.length; i++) x[i] = x[i]! * a;
}
