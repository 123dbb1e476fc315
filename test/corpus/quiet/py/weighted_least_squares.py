import numpy as np
W = np.array([[0.8, 0.1, 0.0], [0.1, 1.2, 0.2], [0.0, 0.2, 0.9]])
beta = np.linalg.inv(X.T @ W @ X) @ X.T @ W @ y
