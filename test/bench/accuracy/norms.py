"""True norms of the matrices that `draw` makes: `norms.py FOLDER COUNT` reads what `dump.ts` wrote there and prints norms.json.

Each is a double and what is left of it, of the root of the largest eigenvalue of the Gram matrix, by mpmath with 80 digits.
"""

import json
import sys
from pathlib import Path

import mpmath
import numpy as np

folder, count = Path(sys.argv[1]), int(sys.argv[2])
data = np.fromfile(folder / "matrices.f64")
at, rows = 0, []
for n, _, _ in json.loads((folder / "index.json").read_text())[:count]:
    with mpmath.workdps(80):
        a = mpmath.matrix(data[at : at + n * n].reshape(n, n).tolist())
        norm = mpmath.sqrt(abs(max(mpmath.eigsy(a.T * a, eigvals_only=True))))
        high = float(norm)
        rows.append([high, float(norm - mpmath.mpf(high))])
    at += n * n
print("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]")
