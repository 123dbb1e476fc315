import type { Kernels } from '../kernels/kernels';
import type { Matrix, Progress } from '../linalg/matrix';
import { multiply as plainMultiply } from '../linalg/product';
import { maxAbs } from '../linalg/scaling';

/**
 * A square matrix in fixed point with as many digits as wanted: Σ planes[s]·2^(exponent − width·(s + 1)), where each plane holds
 * whole numbers of at most 2^(width − 1). Products of planes are exact in doubles ([Ozaki2012]), so they run on the fast kernels.
 */
export interface DigitMatrix {
  readonly order: number;
  readonly planes: readonly Float64Array[];
  readonly exponent: number;
  /** log2 of how far this is from the matrix it stands for, in the Frobenius norm; −Infinity where it is exact. */
  readonly log2Error: number;
}

/** Up to this order a call into WebAssembly costs more than it saves. */
const plainLimit = 12;

/** Arithmetic with matrices of one order and at most so many planes. */
export class DigitArithmetic {
  /** Bits of a plane: sums over all pairs of planes stay below 2^52. */
  readonly width: number;
  private readonly radix: number;
  private readonly multiplyPlanes: (a: Matrix, b: Matrix, progress?: Progress) => Matrix;

  constructor(
    readonly order: number,
    readonly planes: number,
    using: Pick<Kernels, 'multiply'>,
    private readonly progress?: Progress,
  ) {
    this.width = Math.floor((54 - Math.log2(order * (planes + 1))) / 2);
    this.radix = 2 ** this.width;
    this.multiplyPlanes = order <= plainLimit ? plainMultiply : using.multiply;
  }

  /** `a` exactly, but for what lies further below its largest entry than all planes reach. */
  of(a: Matrix): DigitMatrix {
    const { order, radix, width } = this;
    const max = maxAbs(a.data);
    if (max === 0) return { order, planes: [], exponent: 0, log2Error: -Infinity };
    // |entry|·2^−exponent < 1/4 leaves every first digit within half a radix.
    const exponent = Math.floor(Math.log2(max)) + 3;
    const planes: Float64Array[] = [];
    let rest = shifted(a.data, width - exponent);
    for (let s = 0; s < this.planes && maxAbs(rest) > 0; s++) {
      const plane = rest.map(Math.round);
      planes.push(plane);
      rest = rest.map((value, i) => (value - plane[i]!) * radix);
    }
    const dropped = maxAbs(rest) > 0 ? exponent - width * planes.length - 1 + Math.log2(order) : -Infinity;
    return { order, planes, exponent, log2Error: dropped };
  }

  /** A·B without the error that they bring along; what is cut off is `log2Error`. */
  product(a: DigitMatrix, b: DigitMatrix): DigitMatrix {
    const { order: n, planes: kept, width } = this;
    const size = n * n;
    if (a.planes.length === 0 || b.planes.length === 0)
      return { order: n, planes: [], exponent: 0, log2Error: -Infinity };
    const left = a.planes;
    // The planes of B from the last to the first, one below the other: those of one sum are neighbors.
    const right = new Float64Array(b.planes.length * size);
    b.planes.forEach((plane, t) => {
      right.set(plane, (b.planes.length - 1 - t) * size);
    });
    const all = left.length + b.planes.length - 1;
    const count = Math.min(all, kept + 1);
    const sums: Float64Array[] = [];
    for (let r = 0; r < count; r++) {
      const first = Math.max(0, r - b.planes.length + 1);
      const last = Math.min(r, left.length - 1);
      const from = b.planes.length - 1 - (r - first);
      const inner = (last - first + 1) * n;
      const beside: Matrix = { rows: n, columns: inner, data: sideBySide(left.slice(first, last + 1), n) };
      const below: Matrix = {
        rows: inner,
        columns: n,
        data: right.subarray(from * size, from * size + inner * n),
      };
      sums.push(this.multiplyPlanes(beside, below, this.progress).data);
    }
    // sums[r] has the weight 2^(−width·(r + 2)); two planes above it take what is carried.
    const exponent = a.exponent + b.exponent;
    const cut =
      all > count
        ? exponent +
          2 * Math.log2(n) -
          2 +
          Math.log2(all - count) +
          Math.log2(Math.min(left.length, b.planes.length)) -
          width * count
        : -Infinity;
    return this.normalized([new Float64Array(size), new Float64Array(size), ...sums], exponent + width, cut);
  }

  /** Carries, drops leading planes of zeros and what is beyond the last plane. */
  private normalized(sums: readonly Float64Array[], exponent: number, cut: number): DigitMatrix {
    const { radix, width, order, planes: kept } = this;
    for (let s = sums.length - 1; s > 0; s--) {
      const plane = sums[s]!;
      const above = sums[s - 1]!;
      for (let i = 0; i < plane.length; i++) {
        const carry = Math.round(plane[i]! / radix);
        if (carry === 0) continue;
        plane[i] = plane[i]! - carry * radix;
        above[i] = above[i]! + carry;
      }
    }
    let first = 0;
    while (first < sums.length && maxAbs(sums[first]!) === 0) first++;
    let end = sums.length;
    while (end > first && maxAbs(sums[end - 1]!) === 0) end--;
    const last = Math.min(end, first + kept);
    const dropped = last < end ? exponent - width * last - 1 + 0.01 + Math.log2(order) : -Infinity;
    return {
      order,
      planes: sums.slice(first, last),
      exponent: exponent - width * first,
      log2Error: addLog2(cut, dropped),
    };
  }

  /** The matrix to the precision of doubles, times 2^`exponent`. */
  rounded({ order, planes }: DigitMatrix): Matrix {
    const data = new Float64Array(order * order);
    for (let s = Math.min(planes.length, 5) - 1; s >= 0; s--) {
      const plane = planes[s]!;
      const weight = this.radix ** -s;
      for (let i = 0; i < data.length; i++) data[i] = data[i]! + plane[i]! * weight;
    }
    return { rows: order, columns: order, data };
  }
}

/** log2(2^x + 2^y), rounded up. */
export function addLog2(x: number, y: number): number {
  const max = Math.max(x, y);
  if (max === -Infinity || max === Infinity) return max;
  return max + Math.log2(1 + 2 ** (Math.min(x, y) - max)) + 1e-9;
}

/** data·2^e, in two factors where one would leave the range of doubles. */
function shifted(data: Float64Array, e: number): Float64Array {
  const half = Math.trunc(e / 2);
  return data.map((value) => value * 2 ** half * 2 ** (e - half));
}

function sideBySide(planes: readonly Float64Array[], n: number): Float64Array {
  if (planes.length === 1) return planes[0]!;
  const columns = planes.length * n;
  const result = new Float64Array(n * columns);
  planes.forEach((plane, s) => {
    for (let i = 0; i < n; i++) result.set(plane.subarray(i * n, i * n + n), i * columns + s * n);
  });
  return result;
}
