import numpy as np
A = np.array([[-0.1, 2.0], [-2.0, -0.1]])
x = np.array([1.0, 0.0])
dt = 0.01
for _ in range(1000):
    x = x + dt * A @ x
