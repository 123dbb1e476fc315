import assert from 'node:assert/strict';
import { kernels, wasmKernels } from '../../../../src/core/kernels/choose';
import { idleBytes, liveBytes } from '../../../../src/core/kernels/instance';
import type { Kernels } from '../../../../src/core/kernels/kernels';
import { powerNorms } from '../../../../src/core/kernels/powerNorms';
import { plainKernels } from '../../../../src/core/kernels/plain';
import { modulus, type Eigenvalues } from '../../../../src/core/linalg/eigenvalues';
import { fromRows, identity, scale, transpose, zeros, type Matrix } from '../../../../src/core/linalg/matrix';
import { createRandom, gaussianMatrix, randomOrthogonal } from '../../../../src/core/random';
import spectra from '../../../fixtures/spectra.json';

const sizes = [1, 2, 3, 5, 7, 15, 16, 17, 31, 33, 64, 65, 100, 127, 129];
const gaussian = (rows: number, columns = rows) =>
  gaussianMatrix(rows, columns, createRandom(1000 * rows + columns));
/** i.i.d. entries of variance 1/n: powers neither explode nor vanish fast. */
const unitVariance = (n: number) => scale(gaussian(n), 1 / Math.sqrt(n));

function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what = '',
): void {
  assert.equal(actual.length, expected.length, what);
  let size = 0;
  for (let i = 0; i < expected.length; i++) size = Math.max(size, Math.abs(expected[i]!));
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!);
    assert.ok(difference <= tolerance * size, `${what} [${i}]: ${actual[i]!}, expected ${expected[i]!}`);
  }
}

/** Every eigenvalue has a partner within the tolerance (orders differ where moduli agree but for rounding). */
function assertSameSpectrum(actual: Eigenvalues, expected: Eigenvalues, tolerance: number): void {
  assert.equal(actual.re.length, expected.re.length);
  const left = new Set(actual.re.keys());
  const size = modulus(expected.re[0]!, expected.im[0]!) || 1;
  expected.re.forEach((re, i) => {
    const distance = (j: number) => Math.hypot(actual.re[j]! - re, actual.im[j]! - expected.im[i]!);
    const partner = [...left].reduce((best, j) => (distance(j) < distance(best) ? j : best));
    left.delete(partner);
    assert.ok(distance(partner) <= tolerance * size, `eigenvalue ${i} is off by ${distance(partner) / size}`);
  });
}

const implementations: Kernels[] = [plainKernels];
const wasm = wasmKernels();
if (wasm) implementations.push(wasm);

describe('kernels', () => {
  it('run in WebAssembly on this engine', () => {
    assert.ok(wasm, 'every Node from 20 on has SIMD');
    assert.equal(kernels().name, wasm.name);
  });

  for (const k of implementations) {
    describe(k.name, () => {
      it('agree with the reference figures', () => {
        for (const { name, matrix, singularValues, spectralRadius, log10NormOfPower } of spectra) {
          const a = fromRows(matrix);
          assertClose(k.singularValues(a), singularValues, 1e-12, name);
          const sigma = k.sigmaMax(a);
          const off = Math.abs(sigma.value - singularValues[0]!);
          assert.ok(off <= 1e-12 * singularValues[0]!, name);
          if (a.rows !== a.columns) continue;
          const { re, im } = k.eigenvalues(a);
          // Where no bound of the reference says more: the condition of a defective eigenvalue.
          const rho = modulus(re[0]!, im[0]!);
          assert.ok(
            Math.abs(rho - spectralRadius) <= 1e-6 * Math.max(spectralRadius, 1e-10) ||
              name.includes('jordan'),
            `${name}: ρ ${rho}, expected ${spectralRadius}`,
          );
          const norms = k.powerNorms(a, log10NormOfPower.length);
          norms.log2.forEach((value, i) => {
            const expected = log10NormOfPower[i]! as number | null;
            if (expected === null) return;
            const difference = Math.abs(value * Math.log10(2) - expected);
            // Bounds of points on the way count what a single run may miss, which none of these does.
            const bound = norms.errorBounds[i]!;
            const allowed = Math.max(1e-8 * Math.max(1, Math.abs(expected)), bound > 1e-4 ? bound : 0);
            assert.ok(difference <= allowed, `${name}, k = ${i + 1}: off by ${difference}`);
          });
        }
      });

      it('are exact where the result is', () => {
        const a = gaussian(33);
        assert.deepEqual(k.multiply(a, identity(33)).data, a.data);
        assert.deepEqual(k.multiply(identity(33), a).data, a.data);
        const triangular = fromRows([
          [1, 2, 3],
          [0, 4, 5],
          [0, 0, 6],
        ]);
        assert.deepEqual([...k.eigenvalues(triangular).re], [6, 4, 1]);
        assert.deepEqual([...k.singularValues(zeros(5))], [0, 0, 0, 0, 0]);
        assert.equal(k.sigmaMax(zeros(100)).value, 0);
        assertClose([k.sigmaMax(identity(100, 3)).value], [3], 1e-15);
      });

      it('end the curve at the first power that is zero', () => {
        const shift = zeros(40);
        for (let i = 0; i + 1 < 40; i++) shift.data[i * 40 + i + 1] = 2;
        const { log2 } = k.powerNorms(shift, 60);
        assert.equal(log2.length, 39);
        assertClose(
          log2,
          Array.from({ length: 39 }, (_, i) => i + 1),
          1e-14,
        );
        assert.deepEqual(k.powerNorms(zeros(40), 3).log2, []);
        assert.equal(k.normOfPower(shift, 60).value, -Infinity);
        assertClose([k.normOfPower(shift, 30).value], [30], 1e-14);
      });

      it('keep their digits far from 1', () => {
        for (const factor of [1e150, 1e-150]) {
          const a = gaussian(70);
          const far = scale(a, factor);
          const expected = k.singularValues(a).map((value) => value * factor);
          assertClose(k.singularValues(far), expected, 1e-13);
          assertClose([k.sigmaMax(far).value], [expected[0]!], 1e-13);
          assertClose(
            k.eigenvalues(far).re,
            k.eigenvalues(a).re.map((value) => value * factor),
            1e-10,
          );
          const shifted = k.powerNorms(a, 30).log2.map((value, i) => value + (i + 1) * Math.log2(factor));
          assertClose(k.powerNorms(far, 30).log2, shifted, 1e-10);
        }
      });

      it('find the norm where the leading singular values meet', () => {
        const n = 100;
        // Q·D·Rᵀ with the two largest values 1e-7 apart.
        const middle = identity(n);
        for (let i = 0; i < n; i++)
          middle.data[i * n + i] = i === 0 ? 1 + 1e-7 : i === 1 ? 1 : 0.9 - i / (2 * n);
        const a = k.multiply(k.multiply(randomOrthogonal(n, 1), middle), randomOrthogonal(n, 2));
        const { value, errorBound } = k.sigmaMax(a);
        assert.ok(Math.abs(value - (1 + 1e-7)) < 1e-12, String(value));
        assert.ok(errorBound < 1e-7);
        const q = k.powerNorms(randomOrthogonal(n, 3), 50);
        assertClose([...q.log2, 1], [...new Float64Array(50), 1], 1e-12);
      });

      it('find the norm at the edge of a cluster', () => {
        // Half of all singular values crowd at 5, the other half near 0.1.
        const n = 320;
        const t = zeros(n);
        for (let i = 0; i < n; i++) {
          t.data[i * n + i] = 0.5 + (0.48 * i) / (n - 1);
          if (2 * i < n) t.data[i * n + i + n / 2] = 5;
        }
        const a = k.multiply(k.multiply(randomOrthogonal(n, 4), t), randomOrthogonal(n, 5));
        const expected = k.singularValues(a)[0]!;
        const { value, errorBound } = k.sigmaMax(a);
        assert.ok(Math.abs(value - expected) <= 1e-12 * expected + errorBound, `${value}, not ${expected}`);
        assert.ok(errorBound < 1e-8);
      });

      it('refuse what they cannot digest', () => {
        const infected = gaussian(70);
        infected.data[71] = NaN;
        const infinite = gaussian(3);
        infinite.data[0] = -Infinity;
        for (const a of [infected, infinite, zeros(0)]) {
          assert.throws(() => k.singularValues(a), RangeError);
          assert.throws(() => k.sigmaMax(a), RangeError);
          assert.throws(() => k.eigenvalues(a), RangeError);
          assert.throws(() => k.powerNorms(a, 5), RangeError);
        }
        assert.throws(() => k.sigmaMax(infected), /\[1, 1\]/);
        assert.throws(() => k.eigenvalues(zeros(2, 3)), RangeError);
        assert.throws(() => k.powerNorms(zeros(2, 3), 5), RangeError);
        assert.throws(() => k.multiply(zeros(2, 3), zeros(2, 3)), RangeError);
      });
    });
  }
});

describe('memory', () => {
  it('of a growth curve is at most 12 n² doubles, the table of powers for a thousand steps included', () => {
    if (!wasm) return;
    // More than an idle instance keeps, so that the job's own size shows.
    const n = 640;
    const before = idleBytes();
    assert.ok(before <= 16 * 2 ** 20);
    let peak = 0;
    const w = unitVariance(n);
    const heap = process.memoryUsage().arrayBuffers;
    let copies = 0;
    assert.throws(
      () =>
        powerNorms(w, 1000, (done) => {
          peak = Math.max(peak, liveBytes());
          copies = Math.max(copies, process.memoryUsage().arrayBuffers - heap);
          if (done > 0.01) throw new Error('seen enough');
        }),
      /seen enough/,
    );
    // The input's copy in linear memory is the table's first entry.
    assert.ok(peak > 10 * n * n * 8, `${peak / (n * n * 8)} n² doubles`);
    // No copy of the input outside of it, which the limit leaves room for.
    assert.ok(copies < 0.5 * n * n * 8, `${copies / (n * n * 8)} n² doubles`);
    assert.ok(peak + copies <= 12 * n * n * 8, `${(peak + copies) / (n * n * 8)} n² doubles`);
  });
});

describe('kernels in WebAssembly', () => {
  const k = wasm ?? plainKernels;

  it('multiply as the plain path does', () => {
    for (const n of sizes) {
      for (const [m, inner, columns] of [
        [n, n, n],
        [n, 300, 3],
        [2, n, 130],
      ] as const) {
        const a = gaussian(m, inner);
        const b = gaussian(inner, columns);
        assertClose(
          k.multiply(a, b).data,
          plainKernels.multiply(a, b).data,
          1e-14 * inner,
          `${m}×${inner}×${columns}`,
        );
      }
    }
    assert.deepEqual(k.multiply(zeros(2, 0), zeros(0, 3)), zeros(2, 3));
  });

  it('find the singular values that the plain path finds', () => {
    for (const n of sizes) {
      for (const a of [gaussian(n), gaussian(n, 2 * n + 1), gaussian(n + 40, n), lowRank(n)]) {
        assertClose(
          k.singularValues(a),
          plainKernels.singularValues(a),
          1e-14 * (10 + n),
          `${a.rows}×${a.columns}`,
        );
        const { value } = k.sigmaMax(a);
        assertClose([value], [plainKernels.singularValues(a)[0]!], 1e-13, `${a.rows}×${a.columns}`);
      }
    }
  });

  it('find the eigenvalues that the plain path finds', () => {
    for (const n of sizes) {
      for (const a of [
        gaussian(n),
        symmetric(n),
        randomOrthogonal(n, n),
        scale(transpose(gaussian(n)), 1e-3),
      ]) {
        assertSameSpectrum(k.eigenvalues(a), plainKernels.eigenvalues(a), 1e-12 * (10 + n));
      }
    }
  });

  it('keep conjugate pairs adjacent, positive imaginary part first', () => {
    const { re, im } = k.eigenvalues(gaussian(129));
    for (let i = 0; i < 129; i++) {
      if (im[i] === 0) continue;
      assert.ok(im[i]! > 0);
      assert.equal(re[i + 1], re[i]);
      assert.equal(im[i + 1], -im[i]!);
      i++;
    }
  });

  it('follow the powers as the plain path does', () => {
    for (const n of sizes) {
      const w = unitVariance(n);
      const { log2, errorBounds } = k.powerNorms(w, 40);
      const expected = plainKernels.powerNorms(w, 40).log2;
      log2.forEach((value, i) => {
        assert.ok(Math.abs(value - expected[i]!) <= 1e-9, `n = ${n}, k = ${i + 1}`);
        assert.ok(errorBounds[i]! < (i === log2.length - 1 ? 1e-8 : 1e-4));
      });
      for (const power of [1, 13, 40]) {
        const { value, errorBound } = k.normOfPower(w, power);
        assert.ok(Math.abs(value - expected[power - 1]!) <= 1e-9, `n = ${n}, k = ${power}`);
        assert.ok(errorBound < 1e-8);
      }
    }
  });

  it('take a horizon of a thousand steps', () => {
    const w = fromRows([
      [0.5, 10],
      [0, 0.5],
    ]);
    const { log2 } = k.powerNorms(w, 1000);
    // ‖Wᵏ‖ → 10·k·0.5^(k−1) for large k.
    assertClose([log2[999]!], [Math.log2(10 * 1000) - 999], 1e-6);
  });

  it('let go of the memory of a big job and keep that of a small one', () => {
    k.multiply(gaussian(600), gaussian(600));
    const afterBig = idleBytes();
    assert.ok(afterBig <= 16 * 2 ** 20, `${afterBig} bytes`);
    for (let i = 0; i < 200; i++) {
      k.eigenvalues(gaussian(30));
      k.powerNorms(unitVariance(20), 10);
    }
    assert.ok(idleBytes() <= Math.max(afterBig, 2 ** 20), `${idleBytes()} bytes`);
  });

  it('stop when the checkpoint throws, and serve the next call', () => {
    const a = gaussian(150);
    const expected = k.singularValues(a);
    const jobs: ((checkpoint: () => void) => unknown)[] = [
      (checkpoint) => k.multiply(a, a, checkpoint),
      (checkpoint) => k.singularValues(a, checkpoint),
      (checkpoint) => k.eigenvalues(a, checkpoint),
      (checkpoint) => k.powerNorms(a, 20, checkpoint),
    ];
    for (const job of jobs) {
      assert.throws(
        () =>
          job(() => {
            // The same kernels, from within the checkpoint: each job has memory of its own.
            assert.deepEqual(k.singularValues(a), expected);
            throw new Error('canceled');
          }),
        /canceled/,
      );
      assert.deepEqual(k.singularValues(a), expected);
    }
  });

  it('come back to the checkpoint in time', function () {
    const a = unitVariance(700);
    for (const job of [k.eigenvalues, k.singularValues, k.sigmaMax] as const) {
      // The process's own time, for on a loaded machine the clock also counts others' work.
      let last = process.cpuUsage();
      let longest = 0;
      const checkpoint = () => {
        const { user, system } = process.cpuUsage(last);
        longest = Math.max(longest, (user + system) / 1000);
        last = process.cpuUsage();
      };
      job(a, checkpoint);
      checkpoint();
      // 50 ms are the aim; a slow machine gets room.
      assert.ok(longest < 400, `${longest} ms without a checkpoint`);
    }
  });

  it('multiply in single precision where that is allowed, whatever the size of the vectors', () => {
    for (const [rows, columns] of [
      [1, 1],
      [3, 5],
      [8, 4],
      [33, 17],
      [130, 66],
      [257, 129],
    ] as const)
      // prettier-ignore
      for (const size of [1, 1e-200, 1e200]) {
        const a = gaussian(rows, columns);
        const vectors = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((i) => scale(gaussian(Math.max(rows, columns), i), size)); // prettier-ignore
        const put = (operand: Float64Array, i: number): void => {
          operand.set(vectors[i]!.data.subarray(0, operand.length));
        };
        const taken = (k: Kernels, precision: 'single' | 'double') =>
          k.withProduct(
            a,
            ({ times, transposeTimes }) => {
              const found: Float64Array[] = [];
              const take = (product: Float64Array): void => void found.push(product.slice());
              times(vectors.length, put, take);
              transposeTimes(vectors.length, put, take);
              times(1, put, take);
              return found;
            },
            precision,
          );
        const exact = taken(plainKernels, 'double');
        for (const k of implementations)
          taken(k, 'single').forEach((product, i) => {
            assertClose(product, exact[i]!, 2e-6, `${k.name} ${rows}×${columns}`);
          });
      }
    // What single precision cannot hold is multiplied in double precision.
    const [found] = [kernels().withProduct(fromRows([[1e300]]), ({ times }) => { const all: number[] = []; times(1, (x) => x.fill(2), (y) => void all.push(y[0]!)); return all; }, 'single')]; // prettier-ignore
    assert.deepEqual(found, [2e300]);
  });
});

/** Rank about n/2, exactly as far as rounding lets it. */
function lowRank(n: number): Matrix {
  const r = Math.ceil(n / 2);
  return plainKernels.multiply(gaussian(n, r), gaussian(r, n));
}

function symmetric(n: number): Matrix {
  const a = gaussian(n);
  const b = transpose(a);
  return { ...a, data: a.data.map((value, i) => value + b.data[i]!) };
}
