import numpy as np
S = np.array([[0.0, 0.7, 0.3], [0.7, 0.0, 0.3], [0.5, 0.5, 0.0]])
F = Y
for _ in range(30):
    F = 0.9 * S @ F + 0.1 * Y
