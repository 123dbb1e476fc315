"""True gains of the matrices that `draw` makes: `truth.py FOLDER` reads what `dump.ts` wrote there.

Each base matrix is scaled by the double that brings its gain near a threshold, and the gain of the scaled matrix, whose entries
are doubles, is computed in integers: powers by squaring with BITS bits, more until two precisions agree to 1e-18, and the norm
by a Rayleigh quotient of the power itself. With --check N the first N gains are computed once more by mpmath, with 90 digits.
With --numpy what numpy's doubles make of the same matrices stands beside it.
"""

import argparse
import json
import sys
from pathlib import Path

import mpmath
import numpy as np

BITS = 320
MAX_BITS = 1 << 15
LOG10_2 = None


def integers(a):
    """a = m·2^e with a matrix of integers."""
    mantissa, exponent = np.frexp(a)
    low = int(exponent[a != 0].min()) - 53
    flat = [int(m * 2.0**53) << (int(e) - 53 - low) if m else 0 for m, e in zip(mantissa.flat, exponent.flat)]
    m = np.empty(len(flat), dtype=object)
    m[:] = flat
    return m.reshape(a.shape), low


def cut(m, e, bits):
    size = max(abs(x) for x in m.flat).bit_length()
    shift = size - bits
    if shift <= 0:
        return m, e
    half = 1 << (shift - 1)
    return (m + half) >> shift, e + shift


def power(a, k, bits):
    square = cut(*integers(a), bits)
    result = None
    while True:
        if k & 1:
            result = square if result is None else cut(result[0].dot(square[0]), result[1] + square[1], bits)
        k >>= 1
        if k == 0:
            return result
        square = cut(square[0].dot(square[0]), 2 * square[1], bits)


def log10_norm(m, e):
    size = max(abs(x) for x in m.flat).bit_length()
    if size == 0:
        return None
    shift = max(0, size - 1000)
    doubles = np.array([float(x >> shift) if size > 1000 else float(x) for x in m.flat]).reshape(m.shape)
    doubles = doubles / np.abs(doubles).max()
    v = np.linalg.svd(doubles)[2][0]
    x, ex = integers(v)
    y = m.dot(x)
    top = sum(int(t) * int(t) for t in y)
    bottom = sum(int(t) * int(t) for t in x)
    return (mpmath.log10(mpmath.mpf(top)) - mpmath.log10(mpmath.mpf(bottom))) / 2 + e * mpmath.log10(2)


def gain(a, k):
    """log10 of the norm of a to the power k, to 1e-18."""
    bits, last = BITS, None
    while bits <= MAX_BITS:
        found = log10_norm(*power(a, k, bits))
        if last is not None and found is not None and abs(found - last) <= mpmath.mpf(10) ** -18 * max(1, abs(found)):
            return found
        if last is None and found is None:
            return None
        last, bits = found, 2 * bits
    raise ArithmeticError("no two precisions agree")


def by_mpmath(a, k):
    with mpmath.workdps(90 + 2 * k):
        m = mpmath.matrix(a.tolist()) ** k
        g = m.T * m
        v = mpmath.matrix(np.ones(a.shape[0]).tolist())
        s = mpmath.eigsy(g, eigvals_only=True)
        return mpmath.log10(max(s)) / 2


def by_numpy(a, k):
    with np.errstate(all="ignore"):
        norm = np.linalg.norm(np.linalg.matrix_power(a, k), 2)
        return float(np.log10(norm)) if norm > 0 else None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", type=int, default=0)
    parser.add_argument("--numpy", action="store_true")
    options = parser.parse_args()
    mpmath.mp.dps = 40
    index = json.loads((options.folder / "index.json").read_text())
    data = np.fromfile(options.folder / "matrices.f64")
    at, rows, worst = 0, [], 0
    for number, (n, k, target) in enumerate(index):
        base = data[at : at + n * n].reshape(n, n)
        at += n * n
        # Where the precision is too low for it, the gain lies elsewhere, and that is all.
        rough = log10_norm(*power(base, k, BITS)) if np.any(base) else None
        if rough is None:
            rows.append([1, None])
            continue
        factor = float(mpmath.mpf(10) ** ((target - rough) / k))
        scaled = base * factor
        true = gain(scaled, k)
        row = [factor, float(true)]
        if options.numpy:
            row.append(by_numpy(scaled, k))
        if number < options.check and n <= 12:
            worst = max(worst, abs(by_mpmath(scaled, k) - true))
        rows.append(row)
    if options.check:
        print("largest difference to mpmath:", mpmath.nstr(worst, 3), file=sys.stderr)
    (options.folder / "truth.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


main()
