import type { Progress, Matrix } from './matrix';
import { normalize, scaled } from './scaling';

/**
 * A square matrix after permutation and balancing. Its eigenvalues are those of `block`·2^`exponent` and `isolated`,
 * which stand on the diagonal exactly.
 */
export interface Balanced {
  /** Eigenvalues that a permutation alone splits off: diagonal entries of the original, without rounding. */
  readonly isolated: readonly number[];
  /** What remains, similar to the original by a diagonal of powers of two; 0×0 when nothing does. */
  readonly block: Matrix;
  readonly exponent: number;
}

/**
 * The eigenvalues of a triangular matrix, permuted or not: its diagonal, without rounding; `null` for any other.
 */
export function triangularEigenvalues(a: Matrix, progress?: Progress): number[] | null {
  if (!hasEmptyRow(a)) return null;
  const { order, low, high } = isolate(a, progress);
  return high < low ? order.map((i) => a.data[i * a.rows + i]!) : null;
}

/** Whether some row has nothing off the diagonal; at once seen of a dense matrix. */
function hasEmptyRow({ rows: n, data }: Matrix): boolean {
  for (let i = 0; i < n; i++) {
    let j = 0;
    while (j < n && (j === i || data[i * n + j] === 0)) j++;
    if (j === n) return true;
  }
  return false;
}

/**
 * Balances a finite square matrix as LAPACK dgebal does: rows and columns with a single entry are moved to the ends
 * (so triangular and nilpotent patterns are solved exactly), the rest is scaled by powers of two until each row and
 * column have like norms off the diagonal [Parlett1969]. Unlike dgebal 3.5, the diagonal is left out of
 * those norms: with it, a Forsythe matrix stays unbalanced.
 */
export function balance(a: Matrix, progress?: Progress): Balanced {
  const { order, low, high } = isolate(a, progress);
  const n = a.rows;
  const isolated = order.filter((_, i) => i < low || i > high).map((i) => a.data[i * n + i]!);
  const size = high - low + 1;
  const data = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) data[i * size + j] = a.data[order[low + i]! * n + order[low + j]!]!;
  }
  const { matrix: block, exponent } = scaled({ rows: size, columns: size, data });
  equilibrate(block, progress);
  return { isolated, block, exponent: exponent + normalize(block.data) };
}

interface Isolation {
  /** Where each row and column of the permuted matrix comes from. */
  readonly order: number[];
  readonly low: number;
  /** The block to solve is low…high; empty (high < low) when all eigenvalues are isolated. */
  readonly high: number;
}

/** Peels off rows and columns without off-diagonal entries, in O(n²) by counting. */
function isolate({ rows: n, data }: Matrix, progress?: Progress): Isolation {
  const inRow = new Int32Array(n);
  const inColumn = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    if (i % between === 0) progress?.(0);
    for (let j = 0; j < n; j++) {
      if (i === j || data[i * n + j] === 0) continue;
      inRow[i] = inRow[i]! + 1;
      inColumn[j] = inColumn[j]! + 1;
    }
  }
  const remaining = new Set(Array.from({ length: n }, (_, i) => i));
  const queue = [...remaining].filter((i) => inRow[i] === 0 || inColumn[i] === 0);
  const head: number[] = [];
  const tail: number[] = [];
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    if (!remaining.delete(i)) continue;
    if (remaining.size % between === 0) progress?.(0);
    (inRow[i] === 0 ? tail : head).push(i);
    for (const j of remaining) {
      if (data[i * n + j] !== 0) inColumn[j] = inColumn[j]! - 1;
      if (data[j * n + i] !== 0) inRow[j] = inRow[j]! - 1;
      if (inRow[j] === 0 || inColumn[j] === 0) queue.push(j);
    }
  }
  const order = [...head, ...remaining, ...tail.reverse()];
  return { order, low: head.length, high: head.length + remaining.size - 1 };
}

const maxSweeps = 200;
/** Rows between two looks at the checkpoint: a few milliseconds at n = 1024. */
const between = 64;
const limit = 2 ** 500;

/** Scales rows and columns in place, alternately, by powers of two. */
function equilibrate(block: Matrix, progress?: Progress): void {
  if (isBalanced(block, progress)) return;
  const { rows: n, data } = block;
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let changed = false;
    for (let i = 0; i < n; i++) {
      if (i % between === 0) progress?.(0);
      let column = 0;
      let row = 0;
      for (let j = 0; j < n; j++) {
        if (j === i) continue;
        column += data[j * n + i]! ** 2;
        row += data[i * n + j]! ** 2;
      }
      const factor = factorFor(column, row);
      if (factor === 1) continue;
      changed = true;
      for (let j = 0; j < n; j++) {
        if (j === i) continue;
        data[i * n + j] = data[i * n + j]! / factor;
        data[j * n + i] = data[j * n + i]! * factor;
      }
    }
    if (!changed) return;
  }
}

/** The power of two to scale by, from the squared norms off the diagonal; 1 where it would gain little. */
function factorFor(column: number, row: number): number {
  // Squares that vanished or overflowed: too far apart to gain by scaling further.
  if (!(column > 0 && row > 0 && column < limit && row < limit)) return 1;
  const factor = 2 ** Math.round(Math.log2(row / column) / 4);
  const before = Math.sqrt(column) + Math.sqrt(row);
  return Math.sqrt(column) * factor + Math.sqrt(row) / factor < 0.95 * before ? factor : 1;
}

/** Whether a sweep would change nothing: all norms in one pass along the rows, which columns one by one are far from. */
function isBalanced({ rows: n, data }: Matrix, progress?: Progress): boolean {
  const columns = new Float64Array(n);
  const rows = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (i % between === 0) progress?.(0);
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      const square = data[i * n + j]! ** 2;
      rows[i] = rows[i]! + square;
      columns[j] = columns[j]! + square;
    }
  }
  return rows.every((row, i) => factorFor(columns[i]!, row) === 1);
}
