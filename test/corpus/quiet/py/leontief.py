import numpy as np
A = np.array([[0.2, 0.3], [0.4, 0.1]])
x = np.linalg.solve(np.eye(2) - A, d)
