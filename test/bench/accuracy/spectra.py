"""True spectra of the small matrices that `draw` makes: `spectra.py FOLDER ORDER` reads what `dump.ts` wrote there, prints spectraOfDraws.json.

One row for each matrix of at most ORDER rows: its number, its eigenvalues rounded to doubles (of a conjugate pair the upper one), its
singular values, and log10 of all singular values of its power over the steps that go with it, null for an exact zero. By balls (FLINT's acb) of so many bits
that every figure is known beyond a double.

Needs numpy and python-flint, by pip.
"""

import json
import sys
from pathlib import Path

import numpy as np
from flint import acb, acb_mat, arb, arb_mat, ctx

MAX_BITS = 1 << 13


def eigenvalues(a):
    n, bits = a.shape[0], 512
    while bits <= MAX_BITS:
        ctx.prec = bits
        try:
            found = acb_mat(n, n, [acb(float(x)) for x in a.flat]).eig(multiple=True)
        except ValueError:
            # Defective: no precision isolates what is one.
            return None
        if max(float(x.rad()) for x in found) < 1e-30:
            parts = [(float(x.real.mid()), float(x.imag.mid())) for x in found]
            return [[re, im if abs(im) > 1e-28 else 0] for re, im in parts if im > -1e-28]
        bits *= 2


def singular_values(a):
    logs = logs_of(a, 1)
    return logs and [0 if x is None else float(arb(10) ** x) for x in logs]


def log10_singular_values(a, k):
    logs = logs_of(a, k)
    return logs and [x if x is None else float(x) for x in logs]


def logs_of(a, k):
    n, bits = a.shape[0], 4096
    while True:
        ctx.prec = bits
        power = arb_mat(n, n, [arb(float(x)) for x in a.flat]) ** k
        if all(x == 0 for x in power.entries()):
            return [None] * n
        try:
            squares = [x.real for x in acb_mat(power.transpose() * power).eig(multiple=True)]
        except ValueError:
            return None
        logs = sorted((x.log() / arb(10).log() / 2 for x in squares if x > 0), key=lambda x: -float(x.mid()))
        if all(x.rad() < 1e-18 for x in logs) and (len(logs) == n or bits == MAX_BITS):
            return [x.mid() for x in logs] + [None] * (n - len(logs))
        bits *= 2


def main():
    folder, order = Path(sys.argv[1]), int(sys.argv[2])
    data = np.fromfile(folder / "matrices.f64")
    at, rows = 0, []
    for number, (n, k, _) in enumerate(json.loads((folder / "index.json").read_text())):
        base = data[at : at + n * n].reshape(n, n)
        at += n * n
        row = [number, eigenvalues(base), singular_values(base), log10_singular_values(base, k)] if n <= order else [None]
        if None not in row:
            rows.append(row)
    print("[\n" + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]")


main()
