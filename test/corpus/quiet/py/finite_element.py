import numpy as np
k_e = np.array([[1.0, -1.0], [-1.0, 1.0]])
m_e = np.array([[2.0, 1.0], [1.0, 2.0]]) / 6
K = np.zeros((n + 1, n + 1))
for e in range(n):
    K[e:e + 2, e:e + 2] += k_e / h
