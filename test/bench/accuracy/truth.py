"""True gains of the matrices that `draw` makes: `truth.py FOLDER` reads what `dump.ts` wrote there.

Each base matrix is scaled by the double that brings its gain near a threshold. The gain of the scaled matrix, whose entries are
doubles, is computed with balls (FLINT's arb): every entry of a power carries a bound of its own error, and the precision is doubled
until the norm, a Rayleigh quotient of the power itself, is known to 1e-18. With --check N the first N gains of small matrices are
computed once more by mpmath, with 90 digits and more. With --numpy what numpy's doubles make of the same matrices stands beside it.

Needs numpy, mpmath and python-flint, all by pip.
"""

import argparse
import json
import sys
from pathlib import Path

import mpmath
import numpy as np
from flint import arb, arb_mat, ctx

BITS = 320
MAX_BITS = 1 << 15


def power(a, k, bits):
    ctx.prec = bits
    n = a.shape[0]
    return arb_mat(n, n, [arb(float(x)) for x in a.flat]) ** k


def log10_norm(m):
    """A ball around log10 of the norm, or None of a matrix that is exactly zero."""
    entries = m.entries()
    if all(x == 0 for x in entries):
        return None
    largest = max(abs(x).mid() for x in entries)
    if largest == 0:
        return arb(0, 1)
    doubles = np.array([float((x / largest).mid()) for x in entries]).reshape(m.nrows(), m.ncols())
    v = np.linalg.svd(doubles)[2][0]
    x = arb_mat(len(v), 1, [arb(float(t)) for t in v])
    y = m * x
    top = sum((t * t for t in y.entries()), arb(0))
    bottom = sum((t * t for t in x.entries()), arb(0))
    return (top / bottom).log() / 2 / arb(10).log()


def gain(a, k):
    """log10 of the norm of a to the power k, to 1e-18."""
    bits = BITS
    while bits <= MAX_BITS:
        found = log10_norm(power(a, k, bits))
        if found is None:
            return None
        if found.is_finite() and found.rad() < 1e-18:
            return found.mid()
        bits *= 2
    raise ArithmeticError("no precision is enough")


def by_mpmath(a, k):
    with mpmath.workdps(90 + 2 * k):
        m = mpmath.matrix(a.tolist()) ** k
        return mpmath.log10(max(mpmath.eigsy(m.T * m, eigvals_only=True))) / 2


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
    index = json.loads((options.folder / "index.json").read_text())
    data = np.fromfile(options.folder / "matrices.f64")
    at, rows, worst = 0, [], 0
    for number, (n, k, target) in enumerate(index):
        base = data[at : at + n * n].reshape(n, n)
        at += n * n
        # Where the precision is too low for it, the gain lies elsewhere, and that is all.
        rough = log10_norm(power(base, k, BITS)) if np.any(base) else None
        if rough is None:
            rows.append([1, None])
            continue
        factor = float(((arb(target) - rough.mid()) / k * arb(10).log()).exp().mid())
        scaled = base * factor
        true = gain(scaled, k)
        row = [factor, true if true is None else float(true)]
        if options.numpy:
            row.append(by_numpy(scaled, k))
        if number < options.check and n <= 12:
            with mpmath.workdps(40):
                worst = max(worst, abs(by_mpmath(scaled, k) - mpmath.mpf(true.str(35, radius=False))))
        rows.append(row)
    if options.check:
        print("largest difference to mpmath:", mpmath.nstr(worst, 3), file=sys.stderr)
    (options.folder / "truth.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


main()
