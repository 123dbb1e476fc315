import numpy as np
from numpy.linalg import multi_dot

A = np.array([[0.99, 0.3], [-0.3, 0.95]])
steps = 12
total = multi_dot([A] * steps)
print(np.linalg.svd(total, compute_uv=False))
