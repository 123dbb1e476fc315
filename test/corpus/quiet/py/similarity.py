import numpy as np
P = np.array([[1.0, 2.0], [0.5, 4.0]])
D = np.diag([0.5, 0.25])
A = P @ D @ np.linalg.inv(P)
