import { balance } from '../linalg/balance';
import { modulus, type Eigenvalues } from '../linalg/eigenvalues';
import { padded, type Padded } from '../linalg/hessenberg';
import type { Progress, Matrix } from '../linalg/matrix';
import { requireSquare } from '../linalg/requirements';
import { ldexp } from '../linalg/scaling';
import { withSession } from './instance';
import { leading, type Session, type Stored } from './session';

/** Operations between two looks at the checkpoint, some 20 ms. */
const budget = 1e8;

/**
 * All eigenvalues of a square matrix: balancing as the plain path, blocked Hessenberg reduction (LAPACK dgehrd) and
 * Francis's double shift (dlahqr) in WebAssembly.
 * @throws RangeError for an empty or non-square matrix or non-finite entries; Error if the iteration fails to converge.
 */
export function eigenvalues(a: Matrix, progress?: Progress): Eigenvalues {
  requireSquare(a);
  const { isolated, block, exponent } = balance(a, progress);
  progress?.(0);
  const units: Unit[] = isolated.map((value) => ({ re: value, im: 0, modulus: Math.abs(value) }));
  if (block.rows > 0) units.push(...withSession((session) => solve(session, block, exponent, progress)));
  return assemble(units, a.rows);
}

/** A real eigenvalue, or the member of a conjugate pair with im > 0 standing for both. */
interface Unit {
  readonly re: number;
  readonly im: number;
  readonly modulus: number;
}

function solve(session: Session, block: Matrix, exponent: number, progress?: Progress): Unit[] {
  const n = block.rows;
  const h = session.store(block);
  if (!isHessenberg(block)) reduce(session, h, progress);
  const re = session.reserve(n);
  const im = session.reserve(n);
  iterate(session, h, re, im, progress);
  const real = session.view(re, n);
  const imaginary = session.view(im, n);
  const units: Unit[] = [];
  for (let i = 0; i < n; i++) {
    if (imaginary[i]! < 0) continue;
    const unit = { re: ldexp(real[i]!, exponent), im: ldexp(imaginary[i]!, exponent) };
    units.push({ ...unit, modulus: modulus(unit.re, unit.im) });
  }
  return units;
}

/** Whether nothing stands below the subdiagonal, as in the projections of a Krylov space. */
function isHessenberg({ rows: n, data }: Matrix): boolean {
  for (let i = 2; i < n; i++) {
    for (let j = 0; j < i - 1; j++) if (data[i * n + j] !== 0) return false;
  }
  return true;
}

/** As core/linalg's `hessenberg`: QᵀAQ in upper Hessenberg form, blocked, in WebAssembly. */
export function hessenberg(a: Matrix, progress?: Progress): Padded {
  return withSession((session) => {
    const h = session.store(a);
    reduce(session, h, progress);
    return padded(session.fetch(h));
  });
}

/** Hessenberg form in place. */
function reduce(session: Session, h: Stored, progress?: Progress): void {
  const { kernel } = session;
  const n = h.rows;
  const widest = n < 128 ? 16 : n < 1536 ? 32 : 16;
  const stride = leading(n) * 8;
  const v = session.reserveBytes(widest * stride);
  const y = session.reserveBytes(widest * stride);
  const w = session.reserveBytes(widest * stride);
  const t = session.reserve(widest * widest);
  const s = session.reserve(widest);
  const work = session.reserveBytes(kernel.gemmWork(n, n));
  for (let k = 0; k < n - 2; k += widest) {
    progress?.(0.4 * (1 - (1 - k / n) ** 3));
    kernel.hessenbergPanel(
      n,
      h.address,
      h.stride,
      k,
      Math.min(widest, n - 2 - k),
      v,
      y,
      w,
      stride,
      t,
      s,
      work,
    );
  }
}

function iterate(session: Session, h: Stored, re: number, im: number, progress?: Progress): void {
  const { kernel } = session;
  const n = h.rows;
  const state = session.reserve(1);
  const work = session.reserveBytes(kernel.francisWork());
  session.integers(state, 2).set([n - 1, 0]);
  for (;;) {
    const last = kernel.francis(n, h.address, h.stride, re, im, state, budget, work);
    if (last === -1) return;
    if (last < 0) throw new Error(`the eigenvalues of an order-${n} matrix did not converge`);
    progress?.(1 - 0.6 * ((last + 1) / n) ** 3);
  }
}

/** By descending modulus, then descending real part; pairs adjacent, positive imaginary part first. */
function assemble(units: Unit[], n: number): Eigenvalues {
  units.sort((x, y) => y.modulus - x.modulus || y.re - x.re || x.im - y.im);
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  let i = 0;
  for (const unit of units) {
    re[i] = unit.re;
    im[i++] = unit.im;
    if (unit.im === 0) continue;
    re[i] = unit.re;
    im[i++] = -unit.im;
  }
  return { re, im };
}
