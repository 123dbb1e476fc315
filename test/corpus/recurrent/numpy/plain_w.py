import numpy as np

seq_len = 40
W = np.array([[1.05, 0.1], [0.0, 0.9]])
print("spectral radius", max(abs(np.linalg.eigvals(W))))
