import assert from 'node:assert/strict';
import { DigitArithmetic } from '../../../../src/core/digits/digitMatrix';
import { precisePower } from '../../../../src/core/digits/precisePower';
import { kernels } from '../../../../src/core/kernels/choose';
import { plainKernels } from '../../../../src/core/kernels/plain';
import { fromRows, scale, zeros } from '../../../../src/core/linalg/matrix';
import { build, forsythe, gaussian, rotated } from '../linalg/matrices';

/** The whole numbers that a matrix of planes stands for. */
function exactly(planes: readonly Float64Array[], width: number, shift: number): bigint[] {
  return Array.from(planes[0] ?? [], (_, i) =>
    planes.reduce((sum, plane, s) => sum + (BigInt(plane[i]!) << BigInt(shift - width * (s + 1))), 0n),
  );
}

describe('digit matrices', () => {
  it('multiply whole numbers exactly, far beyond what doubles hold', () => {
    for (const n of [1, 3, 20]) {
      const arithmetic = new DigitArithmetic(n, 12, kernels());
      const w = build(n, n, (i, j) => (i + 1) * 2 ** 30 - j * 2 ** 7 + 1);
      const square = arithmetic.product(arithmetic.of(w), arithmetic.of(w));
      const fourth = arithmetic.product(square, square);
      assert.equal(fourth.log2Error, -Infinity);
      const whole = Array.from(w.data, BigInt);
      const times = (a: bigint[], b: bigint[]): bigint[] =>
        a.map((_, at) => {
          let sum = 0n;
          for (let k = 0; k < n; k++) sum += a[Math.floor(at / n) * n + k]! * b[k * n + (at % n)]!;
          return sum;
        });
      const two = times(whole, whole);
      assert.deepEqual(exactly(fourth.planes, arithmetic.width, fourth.exponent), times(two, two));
    }
  });

  it('tell how much was cut off', () => {
    const arithmetic = new DigitArithmetic(8, 5, kernels());
    const w = arithmetic.of(gaussian(8, 8, 1));
    let power = w;
    for (let k = 0; k < 6; k++) power = arithmetic.product(power, w);
    assert.ok(power.log2Error > -140 && power.log2Error < -60, `${power.log2Error}`);
  });
});

describe('precisePower', () => {
  const jordan = (lambda: number, above: number, n: number) =>
    build(n, n, (i, j) => (i === j ? lambda : j === i + 1 ? above : 0));

  it('is the same in WebAssembly and in TypeScript', () => {
    const w = rotated(jordan(0.8, 5, 14), 3);
    assert.deepEqual(precisePower(w, 100, kernels()), precisePower(w, 100, plainKernels));
  });

  it('keeps what doubles lose, at any size of the entries', () => {
    const w = jordan(0.7, 20, 6);
    const found = precisePower(w, 100, kernels())!;
    for (const e of [-900, -1, 900]) {
      const shifted = precisePower(scale(w, 2 ** e), 100, kernels())!;
      assert.ok(Math.abs(shifted.value! - found.value! - 100 * e * Math.log10(2)) < 1e-9);
    }
    assert.ok(found.errorBound < 1e-14);
  });

  it('tells an exact zero from a small number', () => {
    assert.deepEqual(precisePower(forsythe(9, 0), 9, kernels()), { value: null, errorBound: 0, method: 'direct-dd' }); // prettier-ignore
    assert.equal(precisePower(zeros(3), 2, kernels())!.value, null);
    // Nilpotent and full: every sum cancels exactly.
    const full = fromRows([[1, 1, 3], [5, 2, 6], [-2, -1, -3]]); // prettier-ignore
    assert.equal(precisePower(scale(full, 0.1 * 2 ** 40), 2, kernels())!.value === null, false);
    assert.equal(precisePower(full, 3, kernels())!.value, null);
    const tiny = precisePower(fromRows([[1e-300, 1], [0, 1e-300]]), 50, kernels())!; // prettier-ignore
    assert.ok(Math.abs(tiny.value! - (Math.log10(50) - 49 * 300)) < 1e-9);
  });

  it('leaves a matrix alone whose power would take too long', () => {
    assert.equal(precisePower(zeros(2048), 1000, kernels()), null);
  });

  it('is canceled by its checkpoint', () => {
    const cancel = () => {
      throw new Error('canceled');
    };
    assert.throws(() => precisePower(gaussian(40, 40, 1), 100, kernels(), cancel), /canceled/);
  });

  it('refuses what has no powers', () => {
    assert.throws(() => precisePower(gaussian(2, 3, 1), 5, kernels()), RangeError);
  });
});
