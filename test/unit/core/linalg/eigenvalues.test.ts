import assert from 'node:assert/strict';
import fc from 'fast-check';
import { eigenvalues, type Eigenvalues } from '../../../../src/core/linalg/eigenvalues';
import { fromRows, scale, transpose, zeros, type Matrix } from '../../../../src/core/linalg/matrix';
import { build, forsythe, gaussian, maxOrder, references, rotated } from './matrices';

const order = fc.integer({ min: 1, max: maxOrder });
const seed = fc.integer({ min: 0, max: 1e6 });

/** The largest distance in a greedy matching of two multisets. */
function mismatch({ re, im }: Eigenvalues, expected: readonly (readonly [number, number])[]): number {
  const left = [...expected];
  let worst = 0;
  re.forEach((x, i) => {
    const distances = left.map(([a, b]) => Math.hypot(x - a, im[i]! - b));
    const nearest = distances.indexOf(Math.min(...distances));
    worst = Math.max(worst, distances[nearest]!);
    left.splice(nearest, 1);
  });
  return left.length === 0 ? worst : Infinity;
}

const trace = ({ rows, data }: Matrix) =>
  data.reduce((sum, x, i) => (i % (rows + 1) === 0 ? sum + x : sum), 0);

describe('eigenvalues', () => {
  for (const { name, matrix, eigenvalues: expected, spectralRadius } of references) {
    it(`agrees with numpy on ${name}`, () => {
      // The small eigenvalues of a non-normal matrix are known to sqrt(eps) or so in either library.
      const tolerance = name === 'rank-one' ? 1e-6 : 1e-10;
      const found = eigenvalues(matrix);
      assert.ok(mismatch(found, expected) <= tolerance * spectralRadius);
    });
  }

  it('stands in order: descending modulus, pairs together, positive imaginary part first', () => {
    fc.assert(
      fc.property(order, seed, (n, s) => {
        const { re, im } = eigenvalues(gaussian(n, n, s));
        for (let i = 0; i < n; i++) {
          if (i > 0) assert.ok(Math.hypot(re[i]!, im[i]!) <= Math.hypot(re[i - 1]!, im[i - 1]!));
          if (im[i]! > 0) assert.deepEqual([re[i + 1], im[i + 1]], [re[i], -im[i]!]);
          if (im[i]! < 0) assert.equal(im[i - 1], -im[i]!);
        }
      }),
    );
  });

  it('keeps two equal conjugate pairs apart', () => {
    const found = eigenvalues(fromRows([[0, -1, 0, 0], [1, 0, 0, 0], [0, 0, 0, -1], [0, 0, 1, 0]])); // prettier-ignore
    assert.deepEqual([...found.im], [1, -1, 1, -1]);
  });

  it('has the trace, and is invariant under transposition and rotation', () => {
    fc.assert(
      fc.property(order, seed, (n, s) => {
        const a = gaussian(n, n, s);
        const found = eigenvalues(a);
        const size = Math.hypot(found.re[0]!, found.im[0]!) + 1;
        assert.ok(Math.abs(found.re.reduce((x, y) => x + y, 0) - trace(a)) < 1e-12 * n * size);
        const pairs = [...found.re].map((x, i) => [x, found.im[i]!] as const);
        assert.ok(mismatch(eigenvalues(transpose(a)), pairs) < 1e-8 * size);
        assert.ok(mismatch(eigenvalues(rotated(a, s + 1)), pairs) < 1e-8 * size);
      }),
    );
  });

  it('scales exactly by powers of two', () => {
    fc.assert(
      fc.property(order, seed, fc.integer({ min: -900, max: 900 }), (n, s, e) => {
        const a = gaussian(n, n, s);
        const { re, im } = eigenvalues(a);
        const found = eigenvalues(scale(a, 2 ** e));
        assert.deepEqual(found, { re: re.map((x) => x * 2 ** e), im: im.map((x) => x * 2 ** e) });
      }),
    );
  });

  it('reads triangular matrices, permuted or not, off the diagonal', () => {
    fc.assert(
      fc.property(order, seed, (n, s) => {
        const dense = gaussian(n, n, s);
        const swap = (i: number) => (i * 5 + 3) % n;
        const usable = new Set(Array.from({ length: n }, (_, i) => swap(i))).size === n;
        const at = usable ? swap : (i: number) => i;
        const a = zeros(n);
        for (let i = 0; i < n; i++) {
          for (let j = i; j < n; j++) a.data[at(i) * n + at(j)] = dense.data[i * n + j]!;
        }
        const diagonal = Array.from({ length: n }, (_, i) => a.data[i * n + i]!);
        const { re, im } = eigenvalues(a);
        const ascending = (values: Iterable<number>): number[] => [...values].sort((x, y) => x - y);
        assert.deepEqual(ascending(re), ascending(diagonal));
        assert.ok(im.every((x) => x === 0));
      }),
    );
  });

  it('solves companion, Frank and cyclic matrices', () => {
    // (x − 1)(x − 2)(x − 3)(x − 4)
    const companion = fromRows([[10, -35, 50, -24], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]); // prettier-ignore
    assert.ok(mismatch(eigenvalues(companion), [[4, 0], [3, 0], [2, 0], [1, 0]]) < 1e-11); // prettier-ignore
    const frank = build(8, 8, (i, j) => (j < i - 1 ? 0 : 8 - Math.max(i, j)));
    const { re } = eigenvalues(frank);
    // Frank's eigenvalues come in reciprocal pairs.
    for (let i = 0; i < 8; i++) assert.ok(Math.abs(re[i]! * re[7 - i]! - 1) < 1e-8);
    const cycle = build(12, 12, (i, j) => (j === (i + 1) % 12 ? 1 : 0));
    const roots = Array.from({ length: 12 }, (_, k) => [Math.cos((k * Math.PI) / 6), Math.sin((k * Math.PI) / 6)] as const); // prettier-ignore
    assert.ok(mismatch(eigenvalues(cycle), roots) < 1e-13);
  });

  it('finds 1.062 for the Forsythe matrix with corner 1e-16', () => {
    const { re, im } = eigenvalues(forsythe(64, 0.5, 1e-16));
    assert.ok(Math.abs(Math.hypot(re[0]!, im[0]!) - (0.5 + 1e-16 ** (1 / 64))) < 1e-8);
  });

  it('refuses what has no eigenvalues', () => {
    assert.throws(() => eigenvalues(zeros(2, 3)), /a 2×3 matrix is not square/);
    assert.throws(() => eigenvalues(zeros(0)), /empty/);
    assert.throws(() => eigenvalues(fromRows([[1, 2], [3, NaN]])), /entry \[1, 1\] is NaN/); // prettier-ignore
  });

  it('is canceled by its checkpoint', () => {
    const cancel = () => {
      throw new Error('canceled');
    };
    assert.throws(() => eigenvalues(gaussian(20, 20, 1), cancel), /canceled/);
  });
});
