import { everyEntry, type Matrix } from '../linalg/matrix';
import { namesCovariance } from './names';
import type { VetoKind } from './veto';

/** Larger matrices are not looked at for orthogonality or definiteness: nobody writes such a rotation down. */
const maxDenseOrder = 64;
const tolerance = 1e-3;

/** How a matrix was written, as far as its entries do not show it. */
export interface WrittenAs {
  readonly name: string;
  /** The text asks for floating-point numbers by name: `dtype=np.float64`, or writes a decimal point. */
  readonly floating?: boolean;
}

/** What the entries of a matrix say against a recurrence. */
export function structuralVetoes(matrix: Matrix, { name, floating = false }: WrittenAs): VetoKind[] {
  const { rows, columns } = matrix;
  if (rows !== columns) return ['not-square'];
  if (rows === 1) return ['one-by-one'];
  const vetoes: VetoKind[] = [];
  if (!floating && everyEntry(matrix, Number.isInteger)) vetoes.push('integers');
  if (rows > maxDenseOrder) return vetoes;
  if (isHomogeneous(matrix)) vetoes.push('homogeneous');
  if (isRotation(matrix)) vetoes.push('rotation');
  if (isStochastic(matrix)) vetoes.push('stochastic');
  if (namesCovariance(name) && isPositiveDefinite(matrix)) vetoes.push('covariance');
  return vetoes;
}

/** 0 … 0 1 below something that is not the identity. */
function isHomogeneous({ rows: n, data }: Matrix): boolean {
  for (let j = 0; j < n; j++) if (data[(n - 1) * n + j] !== (j === n - 1 ? 1 : 0)) return false;
  return !isDiagonal(data, n);
}

function isDiagonal(data: Float64Array, n: number): boolean {
  return data.every((value, k) => value === 0 || k % (n + 1) === 0);
}

/** Orthogonal, with determinant 1, and no multiple of the identity. Entries may be rounded to three digits. */
function isRotation({ rows: n, data }: Matrix): boolean {
  if (n > 4 || isDiagonal(data, n)) return false;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      let dot = 0;
      for (let k = 0; k < n; k++) dot += data[i * n + k]! * data[j * n + k]!;
      if (Math.abs(dot - (i === j ? 1 : 0)) > 2 * tolerance) return false;
    }
  }
  return determinant(data, n) > 0;
}

function determinant(data: Float64Array, n: number): number {
  const a = Float64Array.from(data);
  let product = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i * n + k]!) > Math.abs(a[pivot * n + k]!)) pivot = i;
    const top = a[pivot * n + k]!;
    if (top === 0) return 0;
    if (pivot !== k) {
      product = -product;
      for (let j = 0; j < n; j++) [a[k * n + j], a[pivot * n + j]] = [a[pivot * n + j]!, a[k * n + j]!];
    }
    product *= top;
    for (let i = k + 1; i < n; i++) {
      const factor = a[i * n + k]! / top;
      for (let j = k; j < n; j++) a[i * n + j]! -= factor * a[k * n + j]!;
    }
  }
  return product;
}

/** Entries of 0 to 1 whose rows, or columns, add up to 1; the identity and permutations are none. */
function isStochastic({ rows: n, data }: Matrix): boolean {
  if (data.some((value) => value < 0 || value > 1) || data.every(Number.isInteger)) return false;
  const sums = (at: (i: number, j: number) => number): boolean => {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += at(i, j);
      if (Math.abs(sum - 1) > tolerance) return false;
    }
    return true;
  };
  return sums((i, j) => data[i * n + j]!) || sums((i, j) => data[j * n + i]!);
}

/** Symmetric, and Cholesky's factor exists. */
function isPositiveDefinite({ rows: n, data }: Matrix): boolean {
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = data[i * n + j]!;
      if (Math.abs(value - data[j * n + i]!) > 1e-9 * Math.abs(value)) return false;
      let sum = value;
      for (let k = 0; k < j; k++) sum -= factor[i * n + k]! * factor[j * n + k]!;
      if (i > j) factor[i * n + j] = sum / factor[j * n + j]!;
      else if (sum <= 0) return false;
      else factor[i * n + i] = Math.sqrt(sum);
    }
  }
  return true;
}
