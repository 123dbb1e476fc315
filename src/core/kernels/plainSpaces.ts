import { transpose, zeros, type Matrix } from '../linalg/matrix';
import { multiply, multiplyVector, transposeMultiplyVector } from '../linalg/product';
import { dot, unit } from '../linalg/vector';
import { createRandom } from '../random';
import { Projection, type KrylovSpaces, type Side } from './krylovSpaces';

/** Krylov spaces in plain TypeScript. */
export class PlainSpaces implements KrylovSpaces {
  readonly right = new Projection();
  readonly left = new Projection();
  /** Basis vectors, v₊ last. */
  private readonly bases: Readonly<Record<Side, Float64Array[]>>;

  constructor(
    private readonly w: Matrix,
    readonly capacity: number,
  ) {
    const random = createRandom(w.rows);
    const start = () => unit(new Float64Array(w.rows).map(() => random.gaussian()));
    this.bases = { right: [start()], left: [start()] };
  }

  get order(): number {
    return this.w.rows;
  }

  extend(): void {
    this.step('right', multiplyVector);
    this.step('left', transposeMultiplyVector);
  }

  private step(side: Side, product: (w: Matrix, x: Float64Array) => Float64Array): void {
    const projection = this[side];
    if (projection.coupling === 0 || projection.dimension >= this.capacity) return;
    const basis = this.bases[side];
    const w = product(this.w, basis.at(-1)!);
    const components = new Float64Array(basis.length);
    const beta = orthogonalize(w, basis, components);
    projection.append(components, beta);
    basis.push(w);
  }

  vector(side: Side, weights: Float64Array): Float64Array {
    const result = new Float64Array(this.order);
    weights.forEach((weight, k) => {
      add(result, weight, this.bases[side][k]!);
    });
    return result;
  }

  overlap(): Matrix {
    const { right, left } = this.bases;
    return multiply(
      rowsOf(left.slice(0, this.left.dimension), this.order),
      transpose(rowsOf(right.slice(0, this.right.dimension), this.order)),
    );
  }

  compress(side: Side, z: Matrix): void {
    const basis = this.bases[side];
    const next = basis.at(-1)!;
    const weights = transpose(z);
    const shorter = Array.from({ length: z.columns }, (_, i) =>
      this.vector(side, weights.data.subarray(i * z.rows, (i + 1) * z.rows)),
    );
    basis.splice(0, basis.length, ...shorter, next);
  }
}

/** As the kernel `arnoldi`, by modified Gram–Schmidt. */
function orthogonalize(w: Float64Array, basis: readonly Float64Array[], components: Float64Array): number {
  const original = Math.sqrt(dot(w, w));
  let before = original;
  let after = original;
  for (let pass = 0; pass < 4; pass++) {
    basis.forEach((v, i) => {
      const product = dot(v, w);
      components[i] = components[i]! + product;
      add(w, -product, v);
    });
    after = Math.sqrt(dot(w, w));
    if (!(after > 1e-14 * original)) {
      w.fill(0);
      return 0;
    }
    if (after > 0.7 * before) break;
    before = after;
  }
  for (let i = 0; i < w.length; i++) w[i] = w[i]! / after;
  return after;
}

function add(y: Float64Array, a: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i] = y[i]! + a * x[i]!;
}

function rowsOf(vectors: readonly Float64Array[], columns: number): Matrix {
  const result = zeros(vectors.length, columns);
  vectors.forEach((v, i) => {
    result.data.set(v, i * columns);
  });
  return result;
}
