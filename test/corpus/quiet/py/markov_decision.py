import numpy as np
T = np.array([[[0.8, 0.2], [0.1, 0.9]], [[0.5, 0.5], [0.3, 0.7]]])
V = np.zeros(2)
for _ in range(100):
    V = np.max(R + 0.9 * T @ V, axis=0)
