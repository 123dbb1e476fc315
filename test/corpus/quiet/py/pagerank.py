import numpy as np
M = np.array([[0.0, 0.5, 0.0], [0.5, 0.0, 1.0], [0.5, 0.5, 0.0]])
r = np.ones(3) / 3
for _ in range(100):
    r = M @ r
