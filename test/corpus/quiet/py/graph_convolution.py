import numpy as np
A_hat = np.array([[0.5, 0.5, 0.0], [0.33, 0.34, 0.33], [0.0, 0.5, 0.5]])
H = X
for W in (W0, W1):
    H = np.maximum(0, A_hat @ H @ W)
