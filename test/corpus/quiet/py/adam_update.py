import numpy as np
A = np.array([[2.0, 0.3], [0.3, 1.0]])
m = v = np.zeros(2)
theta = np.ones(2)
for t in range(1, 100):
    g = A @ theta
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g ** 2
    theta = theta - 0.01 * m / (np.sqrt(v) + 1e-8)
