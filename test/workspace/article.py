"""The article's two recurrent weight matrices.

Hover a matrix, or click the line above it. A gradient that flows back through T steps is multiplied T times by
the same W, so 1.5 becomes 1.5^29 and 0.9 becomes 0.9^29.
"""

import numpy as np

seq_len = 29

# Left figure: one direction grows by half at every step.
W_exploding = np.array([[1.5, 0.0], [0.0, 0.5]])

# Right figure: both directions shrink.
W_vanishing = np.diag([0.9, 0.8])

for name, W in {"exploding": W_exploding, "vanishing": W_vanishing}.items():
    gradient = np.ones(2)
    norms = []
    for _ in range(seq_len):
        gradient = W.T @ gradient
        norms.append(np.linalg.norm(gradient))
    print(name, norms[-1])
