import numpy as np
X = np.array([[1.0, 2.5], [1.0, 3.1], [1.0, 4.7]])
y = np.array([1.1, 1.9, 3.2])
w = np.zeros(2)
for _ in range(1000):
    w -= 0.01 * X.T @ (X @ w - y)
