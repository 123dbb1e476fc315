import type { SpectralRadius } from '../analysis';
import type { Kernels, Method } from '../kernels/kernels';
import { eigenbasis } from '../linalg/eigenbasis';
import { modulus, type Eigenvalues } from '../linalg/eigenvalues';
import { inverse } from '../linalg/inverse';
import type { Matrix, Progress } from '../linalg/matrix';
import { ldexp, scaled } from '../linalg/scaling';
import { frobeniusNorm } from '../linalg/vector';
import { addLog2, DigitArithmetic, type DigitMatrix } from './digitMatrix';

const maxOrder = 256;
const rounds = 5;
const planes = 6;
/** An interval of this relative width is as good as a number. */
const sharp = 1e-12;

/** An eigenvalue of the closed upper half plane and where its columns begin: one of a real one, two of a pair. */
interface Place {
  re: number;
  im: number;
  readonly at: number;
}

/**
 * ρ from a basis X of eigenvectors with twice the digits of doubles: Newton steps X(I + E) on all of them at once take what is left
 * off the diagonal of X⁻¹AX, and Gershgorin's disks of that, with (YX)⁻¹·YAX for an Y near X⁻¹, hold all eigenvalues whatever X and Y are.
 * `null` where no basis is found, as near a defective matrix, or for a matrix that is too large.
 */
export function radiusByBasis(
  w: Matrix,
  { re, im }: Eigenvalues,
  using: Pick<Kernels, 'multiply'>,
  progress?: Progress,
): (SpectralRadius & { readonly method: Method }) | null {
  const n = w.rows;
  if (n > maxOrder) return null;
  const { matrix, exponent } = scaled(w);
  const eigenvalues: Place[] = [];
  let at = 0;
  re.forEach((value, i) => {
    if (im[i]! < 0) return;
    eigenvalues.push({ re: ldexp(value, -exponent), im: ldexp(im[i]!, -exponent), at });
    at += im[i] === 0 ? 1 : 2;
  });
  if (at !== n) return null;
  const basis = eigenbasis(matrix, eigenvalues, progress);
  const opposite = inverse(basis, progress);
  // Of a basis that is dependent but for rounding no step leads away.
  if (!opposite || !(frobeniusNorm(basis.data) * frobeniusNorm(opposite.data) < 2 ** 52)) return null;
  const arithmetic = new DigitArithmetic(n, planes, using, progress);
  const a = arithmetic.of(matrix);
  let x = arithmetic.of(basis);
  let y = arithmetic.of(opposite);
  let best: Interval | null = null;
  for (let round = 0; round < rounds; round++) {
    const seen = look(arithmetic, a, x, y);
    const found = intervalOf(n, eigenvalues, seen);
    if (found && (!best || found.upper - found.lower < best.upper - best.lower)) best = found;
    if (best && best.upper - best.lower <= sharp * best.upper) break;
    const step = newton(n, eigenvalues, seen);
    if (!step) break;
    x = arithmetic.product(x, arithmetic.of(step.right));
    y = arithmetic.product(arithmetic.of(step.left), y);
  }
  if (!best) return null;
  const [lower, upper] = [ldexp(best.lower, exponent), ldexp(best.upper, exponent)];
  return {
    value: Math.min(Math.max(ldexp(best.value, exponent), lower), upper),
    lower,
    upper,
    method: 'direct-dd',
  };
}

interface Interval {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** YAX, YX, and how far any entry of either may be off. */
interface Seen {
  readonly image: Float64Array;
  readonly unit: Float64Array;
  readonly error: number;
}

function look(arithmetic: DigitArithmetic, a: DigitMatrix, x: DigitMatrix, y: DigitMatrix): Seen {
  const ax = arithmetic.product(a, x);
  const image = arithmetic.product(y, ax);
  const unit = arithmetic.product(y, x);
  const size = (m: DigitMatrix): number =>
    Math.log2(frobeniusNorm(arithmetic.rounded(m).data)) + m.exponent - arithmetic.width + 1e-6;
  const ofImage = addLog2(image.log2Error, size(y) + addLog2(ax.log2Error, a.log2Error + size(x)));
  const dense = (m: DigitMatrix): Float64Array =>
    arithmetic.rounded(m).data.map((value) => value * 2 ** (m.exponent - arithmetic.width));
  return { image: dense(image), unit: dense(unit), error: 2 ** ofImage + 2 ** unit.log2Error };
}

/** Rows of Y(A − Λᵢ)X by what is left of them: |z − λᵢ| ≤ Σⱼ ‖YAX − ΛᵢYX‖ᵢⱼ/(1 − Σⱼ ‖YX − I‖ᵢⱼ) for every eigenvalue z of A. */
function intervalOf(n: number, eigenvalues: readonly Place[], { image, unit, error }: Seen): Interval | null {
  const disks = eigenvalues.map(({ re, im, at }) => {
    const isPair = im !== 0;
    let [left, apart] = [0, 0];
    const rows = isPair ? 2 : 1;
    for (let j = 0; j < n; j++) {
      let [rest, off] = [0, 0];
      for (let r = 0; r < rows; r++) {
        const row = (at + r) * n;
        const own = unit[row + j]!;
        const turned = isPair ? (r === 0 ? im : -im) * unit[(at + 1 - r) * n + j]! : 0;
        const value = image[row + j]! - (re * own + turned);
        const slack = 2 ** -51 * (Math.abs(image[row + j]!) + Math.abs(re * own) + Math.abs(turned));
        rest += (Math.abs(value) + slack + error * (1 + Math.abs(re) + Math.abs(im))) ** 2;
        off += (Math.abs(own - (j === at + r ? 1 : 0)) + error) ** 2;
      }
      left += Math.sqrt(rest);
      apart += Math.sqrt(off);
    }
    const radius = apart < 0.5 ? (left / (1 - apart)) * (1 + 2 ** -40) : Infinity;
    return { size: modulus(re, im), re, im, radius };
  });
  if (disks.some(({ radius }) => !Number.isFinite(radius))) return null;
  const upper = Math.max(...disks.map(({ size, radius }) => size + radius)) * (1 + 2 ** -50);
  // The disk of the largest modulus, and all that it meets on the way, hold one eigenvalue at least.
  const left = new Set(disks);
  const members = [disks.reduce((p, q) => (q.size > p.size ? q : p))];
  for (const one of members) {
    left.delete(one);
    for (const other of left) {
      if (Math.hypot(one.re - other.re, one.im - other.im) > one.radius + other.radius) continue;
      left.delete(other);
      members.push(other);
    }
  }
  const lower = Math.max(0, Math.min(...members.map(({ size, radius }) => size - radius))) * (1 - 2 ** -50);
  return { value: members[0]!.size, lower, upper };
}

/** I + E and an inverse of YX·(I + E) near enough, E to first order what diagonalizes; λ is improved in place. `null` where E is not small. */
function newton(
  n: number,
  eigenvalues: readonly Place[],
  { image, unit }: Seen,
): { readonly right: Matrix; readonly left: Matrix } | null {
  const right = new Float64Array(n * n);
  const left = new Float64Array(n * n);
  let largest = 0;
  const corrections = new Map<Place, readonly [number, number]>();
  for (const p of eigenvalues) {
    for (const q of eigenvalues) {
      const [rows, columns] = [p.im === 0 ? 1 : 2, q.im === 0 ? 1 : 2];
      // Y·A·X less (YX − I)·Λ: what X⁻¹AX has there to first order.
      const off = new Float64Array(4);
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) {
          const [i, j] = [p.at + r, q.at + c];
          const f = unit[i * n + j]! - (i === j ? 1 : 0);
          const beside = columns === 2 ? unit[i * n + q.at + 1 - c]! - (i === q.at + 1 - c ? 1 : 0) : 0;
          const turned = q.re * f + (columns === 2 ? (c === 0 ? -q.im : q.im) * beside : 0);
          off[2 * r + c] = image[i * n + j]! - turned;
          left[i * n + j] = -f;
        }
      }
      if (p === q) {
        const re = rows === 2 ? (off[0]! + off[3]!) / 2 : off[0]!;
        const im = rows === 2 ? (off[1]! - off[2]!) / 2 : 0;
        corrections.set(p, [re, im]);
      }
      const e = sylvester(off, p, q, rows, columns, p === q);
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) {
          const value = e[2 * r + c]!;
          largest = Math.max(largest, Math.abs(value));
          right[(p.at + r) * n + q.at + c] = value;
          left[(p.at + r) * n + q.at + c] = left[(p.at + r) * n + q.at + c]! - value;
        }
      }
    }
  }
  if (!(largest * n < 0.5)) return null;
  for (const [place, [re, im]] of corrections) {
    place.re = re;
    if (place.im !== 0) place.im = im;
  }
  for (let i = 0; i < n; i++) {
    right[i * (n + 1)] = right[i * (n + 1)]! + 1;
    left[i * (n + 1)] = left[i * (n + 1)]! + 1;
  }
  return { right: { rows: n, columns: n, data: right }, left: { rows: n, columns: n, data: left } };
}

/** E with ΛₚE − EΛ_q = −O, of a real block by the complex numbers that it stands for; what commutes with Λ stays. */
function sylvester(
  o: Float64Array,
  p: Place,
  q: Place,
  rows: number,
  columns: number,
  isOwn: boolean,
): Float64Array {
  const e = new Float64Array(4);
  if (rows === 1 && columns === 1) {
    e[0] = isOwn ? 0 : -o[0]! / (p.re - q.re);
  } else if (rows === 1) {
    [e[0], e[1]] = quotient(-o[0]!, -o[1]!, p.re - q.re, -q.im);
  } else if (columns === 1) {
    [e[0], e[2]] = quotient(-o[0]!, -o[2]!, p.re - q.re, -p.im);
  } else {
    // z ↦ αz + βz̄, and Λ is the product with the conjugate of λ.
    const [ar, ai, br, bi] = [o[0]! + o[3]!, o[2]! - o[1]!, o[0]! - o[3]!, o[2]! + o[1]!].map((value) => -value / 2) as [number, number, number, number]; // prettier-ignore
    const [cr, ci] = isOwn ? [0, 0] : quotient(ar, ai, p.re - q.re, q.im - p.im);
    const [dr, di] = quotient(br, bi, p.re - q.re, -p.im - q.im);
    e.set([cr + dr, di - ci, ci + di, cr - dr]);
  }
  return e;
}

function quotient(ar: number, ai: number, br: number, bi: number): [number, number] {
  const size = br * br + bi * bi;
  return [(ar * br + ai * bi) / size, (ai * br - ar * bi) / size];
}
