import type { Progress, Matrix } from '../linalg/matrix';
import { withSession } from './instance';
import type { Session, Stored } from './session';

/** Inner indices, columns and rows of one call: 256 × 1024 × 512 multiplications, 15 to 25 ms. */
const depth = 256;
const width = 1024;
const height = 512;

/**
 * A·B.
 * @throws RangeError when the inner dimensions differ.
 */
export function multiply(a: Matrix, b: Matrix, progress?: Progress): Matrix {
  if (a.columns !== b.rows) {
    throw new RangeError(`a ${a.rows}×${a.columns} matrix cannot multiply a ${b.rows}×${b.columns} one`);
  }
  return withSession((session) => {
    const c = session.reserveMatrix(a.rows, b.columns);
    const stored = session.store(a);
    multiplyStored(
      session,
      stored,
      a === b ? stored : session.store(b),
      c,
      productWork(session, a.columns, b.columns),
      progress,
    );
    return session.fetch(c);
  });
}

/** Space for `multiplyStored`. */
export function productWork(session: Session, inner: number, columns: number): number {
  return session.reserveBytes(session.kernel.gemmWork(Math.min(columns, width), Math.min(inner, depth)));
}

/** C ← A·B in linear memory, in slices between which the checkpoint may throw. */
export function multiplyStored(
  { kernel }: Session,
  a: Stored,
  b: Stored,
  c: Stored,
  work: number,
  progress?: Progress,
): void {
  const inner = a.columns;
  // A product over nothing is zero; gemm would leave C as it was.
  if (inner === 0) new Float64Array(kernel.memory.buffer, c.address, (c.rows * c.stride) / 8).fill(0);
  for (let k = 0; k < inner; k += depth) {
    for (let j = 0; j < c.columns; j += width) {
      for (let i = 0; i < c.rows; i += height) {
        progress?.(k / inner);
        kernel.gemm(
          Math.min(height, c.rows - i),
          Math.min(width, c.columns - j),
          Math.min(depth, inner - k),
          1,
          a.address + i * a.stride + k * 8,
          a.stride,
          8,
          b.address + k * b.stride + j * 8,
          b.stride,
          8,
          c.address + i * c.stride + j * 8,
          c.stride,
          k === 0 ? 1 : 0,
          work,
        );
      }
    }
  }
}
