import numpy as np
Q = np.array([[3.0, 0.5], [0.5, 1.0]])
b = np.array([1.0, -2.0])
x = np.zeros(2)
for it in range(200):
    grad = Q @ x - b
    x = x - 0.1 * grad
