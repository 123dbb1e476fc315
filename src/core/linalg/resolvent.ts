import type { Padded } from './hessenberg';

const epsilon = 2 ** -52;

/**
 * H − λI of an upper Hessenberg H, factored with row exchanges between neighbors (LAPACK dlaein): P·(H − λI) = L·U
 * step by step. `re` and `im` hold U by rows (n×n); zero pivots are replaced by rounding-size ones.
 */
export class ShiftedFactors {
  private readonly n: number;
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  private readonly factorRe: Float64Array;
  private readonly factorIm: Float64Array;
  private readonly swapped: Uint8Array;

  constructor({ order: n, stride, data }: Padded, lambdaRe: number, lambdaIm: number, norm: number) {
    this.n = n;
    const re = (this.re = new Float64Array(n * n));
    const im = (this.im = new Float64Array(n * n));
    this.factorRe = new Float64Array(n);
    this.factorIm = new Float64Array(n);
    this.swapped = new Uint8Array(n);
    for (let i = 0; i < n; i++) {
      re.set(data.subarray(i * stride, i * stride + n), i * n);
      re[i * n + i] = re[i * n + i]! - lambdaRe;
      im[i * n + i] = -lambdaIm;
    }
    for (let k = 0; k < n; k++) {
      if (k + 1 < n) this.eliminate(k, norm);
      else this.guardPivot(k, norm);
    }
  }

  private guardPivot(k: number, norm: number): void {
    const p = k * this.n + k;
    if (Math.abs(this.re[p]!) + Math.abs(this.im[p]!) < epsilon * norm) {
      this.re[p] = epsilon * norm;
      this.im[p] = 0;
    }
  }

  private eliminate(k: number, norm: number): void {
    const { n, re, im } = this;
    const top = k * n;
    const next = top + n;
    const below = re[next + k]!;
    if (Math.abs(below) > Math.abs(re[top + k]!) + Math.abs(im[top + k]!)) {
      this.swapped[k] = 1;
      for (let j = k; j < n; j++) {
        const r = re[top + j]!;
        const i = im[top + j]!;
        re[top + j] = re[next + j]!;
        im[top + j] = im[next + j]!;
        re[next + j] = r;
        im[next + j] = i;
      }
    }
    this.guardPivot(k, norm);
    const pr = re[top + k]!;
    const pi = im[top + k]!;
    const br = re[next + k]!;
    const bi = im[next + k]!;
    const size = pr * pr + pi * pi;
    const fr = (br * pr + bi * pi) / size;
    const fi = (bi * pr - br * pi) / size;
    this.factorRe[k] = fr;
    this.factorIm[k] = fi;
    re[next + k] = 0;
    im[next + k] = 0;
    if (fr === 0 && fi === 0) return;
    for (let j = k + 1; j < n; j++) {
      const ur = re[top + j]!;
      const ui = im[top + j]!;
      re[next + j] = re[next + j]! - (fr * ur - fi * ui);
      im[next + j] = im[next + j]! - (fr * ui + fi * ur);
    }
  }

  /** x ← (H − λI)⁻¹x, normalized; returns the length it had, Infinity where that was too long. */
  solve(xr: Float64Array, xi: Float64Array): number {
    let isHuge = false;
    const { n, re, im, factorRe, factorIm } = this;
    for (let k = 0; k + 1 < n; k++) {
      if (this.swapped[k]) swap(xr, xi, k);
      const fr = factorRe[k]!;
      const fi = factorIm[k]!;
      xr[k + 1] = xr[k + 1]! - (fr * xr[k]! - fi * xi[k]!);
      xi[k + 1] = xi[k + 1]! - (fr * xi[k]! + fi * xr[k]!);
    }
    for (let i = n - 1; i >= 0; i--) {
      let sr = xr[i]!;
      let si = xi[i]!;
      for (let j = i + 1; j < n; j++) {
        const ur = re[i * n + j]!;
        const ui = im[i * n + j]!;
        sr -= ur * xr[j]! - ui * xi[j]!;
        si -= ur * xi[j]! + ui * xr[j]!;
      }
      divide(xr, xi, i, sr, si, re[i * n + i]!, im[i * n + i]!);
      // Growth near singularity is the point of inverse iteration, overflow is not.
      if (Math.abs(xr[i]!) + Math.abs(xi[i]!) <= 1e120) continue;
      shrink(xr, xi, 1e-120);
      isHuge = true;
    }
    const length = normalizeComplex(xr, xi);
    return isHuge ? Infinity : length;
  }

  /** x ← (H − λI)⁻ᴴx, normalized; returns what `solve` does. */
  solveAdjoint(xr: Float64Array, xi: Float64Array): number {
    let isHuge = false;
    const { n, re, im, factorRe, factorIm } = this;
    for (let i = 0; i < n; i++) {
      divide(xr, xi, i, xr[i]!, xi[i]!, re[i * n + i]!, -im[i * n + i]!);
      if (Math.abs(xr[i]!) + Math.abs(xi[i]!) > 1e120) {
        shrink(xr, xi, 1e-120);
        isHuge = true;
      }
      const zr = xr[i]!;
      const zi = xi[i]!;
      for (let j = i + 1; j < n; j++) {
        const ur = re[i * n + j]!;
        const ui = -im[i * n + j]!;
        xr[j] = xr[j]! - (ur * zr - ui * zi);
        xi[j] = xi[j]! - (ur * zi + ui * zr);
      }
    }
    for (let k = n - 2; k >= 0; k--) {
      const fr = factorRe[k]!;
      const fi = -factorIm[k]!;
      xr[k] = xr[k]! - (fr * xr[k + 1]! - fi * xi[k + 1]!);
      xi[k] = xi[k]! - (fr * xi[k + 1]! + fi * xr[k + 1]!);
      if (this.swapped[k]) swap(xr, xi, k);
    }
    const length = normalizeComplex(xr, xi);
    return isHuge ? Infinity : length;
  }
}

function swap(xr: Float64Array, xi: Float64Array, k: number): void {
  const r = xr[k]!;
  const i = xi[k]!;
  xr[k] = xr[k + 1]!;
  xi[k] = xi[k + 1]!;
  xr[k + 1] = r;
  xi[k + 1] = i;
}

/** x[i] ← (sr + i·si)/(dr + i·di). */
function divide(
  xr: Float64Array,
  xi: Float64Array,
  i: number,
  sr: number,
  si: number,
  dr: number,
  di: number,
): void {
  const size = dr * dr + di * di;
  xr[i] = (sr * dr + si * di) / size;
  xi[i] = (si * dr - sr * di) / size;
}

function shrink(xr: Float64Array, xi: Float64Array, factor: number): void {
  for (let i = 0; i < xr.length; i++) {
    xr[i] = xr[i]! * factor;
    xi[i] = xi[i]! * factor;
  }
}

/** Brings a complex vector to unit length. */
export function normalizeComplex(xr: Float64Array, xi: Float64Array): number {
  let max = 0;
  for (let i = 0; i < xr.length; i++) max = Math.max(max, Math.abs(xr[i]!), Math.abs(xi[i]!));
  if (max === 0) return 0;
  shrink(xr, xi, 1 / max);
  let sum = 0;
  for (let i = 0; i < xr.length; i++) sum += xr[i]! ** 2 + xi[i]! ** 2;
  shrink(xr, xi, 1 / Math.sqrt(sum));
  return max * Math.sqrt(sum);
}
