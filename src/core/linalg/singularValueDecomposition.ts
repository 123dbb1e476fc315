import { orthogonalizeRows, type GradedRows } from './jacobi';
import { identity, transpose, zeros, type Progress, type Matrix } from './matrix';
import { requireFinite } from './requirements';
import { ldexp, scaled } from './scaling';

/** A = U·diag(σ)·Vᵀ in thin form, r = min(m, n): `u` m×r, `v` n×r, both with orthonormal columns; σ descending. */
export interface SingularValueDecomposition {
  readonly u: Matrix;
  readonly singularValues: Float64Array;
  readonly v: Matrix;
}

/**
 * Singular value decomposition by one-sided Jacobi: accurate and simple, meant for up to a few hundred columns.
 * Columns of U that belong to σ = 0 are completed to an orthonormal set.
 * @throws RangeError for an empty matrix or non-finite entries.
 */
export function singularValueDecomposition(a: Matrix, progress?: Progress): SingularValueDecomposition {
  requireFinite(a);
  if (a.rows < a.columns) {
    const { u, singularValues, v } = singularValueDecomposition(transpose(a), progress);
    return { u: v, singularValues, v: u };
  }
  const { matrix, exponent } = scaled(a);
  const { rows: m, columns: n } = a;
  // The columns of A as rows: J·Aᵀ = Σ·Uᵀ, hence A = U·Σ·J and V = Jᵀ.
  const graded: GradedRows = { rows: rowsOf(transpose(matrix)), exponents: new Float64Array(n) };
  const right = rowsOf(identity(n));
  orthogonalizeRows(graded, right, progress);
  const singularValues = new Float64Array(n);
  const left = graded.rows.map((row, i) => {
    const length = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0));
    if (length === 0) return row;
    singularValues[i] = ldexp(length, graded.exponents[i]! + exponent);
    return row.map((x) => x / length);
  });
  complete(left);
  return { u: fromColumns(left, m), singularValues, v: fromColumns(right, n) };
}

/** The rows of a matrix as vectors of their own. */
export function rowsOf({ rows, columns, data }: Matrix): Float64Array[] {
  return Array.from({ length: rows }, (_, i) => data.slice(i * columns, (i + 1) * columns));
}

function fromColumns(vectors: readonly Float64Array[], rows: number): Matrix {
  const result = zeros(rows, vectors.length);
  vectors.forEach((vector, j) => {
    for (let i = 0; i < rows; i++) result.data[i * vectors.length + j] = vector[i]!;
  });
  return result;
}

/** Replaces zero vectors by unit vectors orthogonal to all the others (Gram–Schmidt, twice, on the axes). */
function complete(vectors: Float64Array[]): void {
  const known = vectors.filter((vector) => vector.some((x) => x !== 0));
  let axis = 0;
  vectors.forEach((vector, i) => {
    if (known.includes(vector)) return;
    for (;;) {
      const candidate = new Float64Array(vector.length);
      candidate[axis++] = 1;
      for (let pass = 0; pass < 2; pass++) {
        for (const other of known) subtractProjection(candidate, other);
      }
      const length = Math.hypot(...candidate);
      // Some axis keeps at least 1/√m of its length while fewer than m directions are taken.
      if (length < 0.5 / Math.sqrt(vector.length)) continue;
      vectors[i] = candidate.map((x) => x / length);
      known.push(vectors[i]);
      return;
    }
  });
}

function subtractProjection(x: Float64Array, unit: Float64Array): void {
  let product = 0;
  for (let j = 0; j < x.length; j++) product += x[j]! * unit[j]!;
  for (let j = 0; j < x.length; j++) x[j] = x[j]! - product * unit[j]!;
}
