import numpy as np
A = np.array([[1.0, 0.5], [0.25, 0.8]])
y = np.array([0.3, 0.7])
x = np.zeros(2)
for k in range(50):
    residual = y - A @ x
    x = x + 0.5 * A.T @ residual
