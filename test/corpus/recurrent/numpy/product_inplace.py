import numpy as np
A = np.array([[1.02, 0.1], [0.02, 0.97]])
P = np.eye(2)
for _ in range(60):
    P @= A
