import numpy as np
U = np.array([[0.6, -0.8], [0.8, 0.6]])
S = np.diag([3.0, 0.5])
Vt = np.array([[1.0, 0.0], [0.0, 1.0]])
A = U @ S @ Vt
