import numpy as np
dh = np.array([[0.0, 0.333, 0.0], [-1.5708, 0.0, 0.5], [1.5708, 0.316, 0.25]])
for a, d, alpha in dh:
    T = T @ dh_matrix(a, d, alpha)
