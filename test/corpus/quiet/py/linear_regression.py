import numpy as np
W = np.array([[2.0, -3.4], [0.5, 1.2]])
X = np.random.randn(100, 2)
Y = X @ W + 0.01 * np.random.randn(100, 2)
