import numpy as np
A = np.array([[1.02, 0.1], [0.0, 0.97]])
P = np.eye(2)
gains = []
for k in range(1, 101):
    P = A @ P
    gains.append(np.linalg.norm(P, 2))
