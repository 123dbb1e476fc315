import type { Matrix } from '../linalg/matrix';

/** What assembly/index.ts exports. Addresses and strides are in bytes. */
export interface Exports {
  readonly memory: WebAssembly.Memory;
  gemmWork(n: number, k: number): number;
  gemm(
    m: number,
    n: number,
    k: number,
    alpha: number,
    a: number,
    rowStrideOfA: number,
    columnStrideOfA: number,
    b: number,
    rowStrideOfB: number,
    columnStrideOfB: number,
    c: number,
    strideOfC: number,
    fresh: number,
    work: number,
  ): void;
  gemv(m: number, n: number, a: number, stride: number, x: number, y: number): void;
  gemvT(m: number, n: number, alpha: number, a: number, stride: number, x: number, y: number): void;
  gemvGroup(m: number, n: number, a: number, stride: number, count: number, x: number, y: number): void;
  gemvTGroup(m: number, n: number, a: number, stride: number, count: number, x: number, y: number): void;
  gemvGroupSingle(m: number, n: number, a: number, stride: number, count: number, x: number, y: number): void;
  gemvTGroupSingle(
    m: number,
    n: number,
    a: number,
    stride: number,
    count: number,
    x: number,
    y: number,
  ): void;
  gemvLong(
    m: number,
    n: number,
    a: number,
    stride: number,
    x: number,
    xLow: number,
    y: number,
    yLow: number,
    work: number,
  ): void;
  gemvBoth(n: number, a: number, stride: number, x: number, y: number, u: number, z: number): void;
  arnoldi(n: number, count: number, basis: number, strideOfBasis: number, h: number, work: number): number;
  bidiagonalPanel(
    m: number,
    n: number,
    a: number,
    stride: number,
    from: number,
    count: number,
    diagonal: number,
    superdiagonal: number,
    ux: number,
    strideOfUx: number,
    yv: number,
    strideOfYv: number,
    coefficients: number,
    work: number,
  ): void;
  hessenbergPanel(
    n: number,
    a: number,
    stride: number,
    from: number,
    count: number,
    v: number,
    y: number,
    w: number,
    strideOfV: number,
    t: number,
    s: number,
    work: number,
  ): void;
  francisWork(): number;
  francis(
    n: number,
    h: number,
    stride: number,
    re: number,
    im: number,
    state: number,
    budget: number,
    work: number,
  ): number;
  gram(
    m: number,
    n: number,
    systems: number,
    own: number,
    count: number,
    shared: number,
    stride: number,
    x: number,
    w: number,
    squares: number,
    work: number,
    strideOfWork: number,
    lists: number,
  ): void;
  advance(
    n: number,
    step: number,
    basis: number,
    strideOfBasis: number,
    square: number,
    tolerance: number,
    look: number,
    alpha: number,
    beta: number,
    weights: number,
    work: number,
    out: number,
  ): void;
  ritzVector(
    n: number,
    steps: number,
    basis: number,
    strideOfBasis: number,
    weights: number,
    x: number,
  ): void;
  mixStart(n: number, x: number, share: number, seed: number): void;
}

/** A matrix in linear memory: row i starts at `address + i·stride` (bytes). */
export interface Stored {
  readonly rows: number;
  readonly columns: number;
  readonly address: number;
  readonly stride: number;
}

/** Below this the module may keep data of its own. */
const base = 8192;
const page = 65536;
const line = 64;

/**
 * One instance of the kernels and its memory, used for one job at a time. Places are handed out upward and taken back
 * all at once; views do not outlive the next `reserve`, which may move the memory.
 */
export class Session {
  private next = base;

  constructor(readonly kernel: Exports) {}

  /** Bytes that the instance holds on to. */
  get size(): number {
    return this.kernel.memory.buffer.byteLength;
  }

  /** Takes everything back. */
  reset(): void {
    this.next = base;
  }

  /** Space that the job reserves is free again after it. */
  borrow(job: () => void): void {
    const next = this.next;
    job();
    this.next = next;
  }

  /** The address of new space, aligned to a cache line. */
  reserveBytes(bytes: number): number {
    const address = this.next;
    this.next = address + Math.ceil(bytes / line) * line;
    const missing = this.next - this.size;
    if (missing > 0) this.kernel.memory.grow(Math.ceil(missing / page));
    return address;
  }

  reserve(doubles: number): number {
    return this.reserveBytes(doubles * 8);
  }

  reserveMatrix(rows: number, columns: number): Stored {
    const stride = leading(columns) * 8;
    return { rows, columns, stride, address: this.reserveBytes(rows * stride) };
  }

  view(address: number, doubles: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.kernel.memory.buffer, address, doubles);
  }

  integers(address: number, count: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.kernel.memory.buffer, address, count);
  }

  /** A copy of the matrix in linear memory. */
  store({ rows, columns, data }: Matrix): Stored {
    const stored = this.reserveMatrix(rows, columns);
    const step = stored.stride / 8;
    const target = this.view(stored.address, rows * step);
    if (step === columns) target.set(data);
    else for (let i = 0; i < rows; i++) target.set(data.subarray(i * columns, (i + 1) * columns), i * step);
    return stored;
  }

  /** A copy of the stored matrix. */
  fetch({ rows, columns, address, stride }: Stored): Matrix {
    const step = stride / 8;
    const source = this.view(address, rows * step);
    if (step === columns) return { rows, columns, data: source.slice() };
    const data = new Float64Array(rows * columns);
    for (let i = 0; i < rows; i++) data.set(source.subarray(i * step, i * step + columns), i * columns);
    return { rows, columns, data };
  }
}

/**
 * The leading dimension of a stored matrix: an odd number of cache lines, so that a column does not fall into a few
 * sets of the cache (at powers of two the eigenvalue iteration is five times slower without).
 */
export function leading(columns: number): number {
  if (columns < 16) return columns;
  return (Math.ceil(columns / 8) | 1) * 8;
}
