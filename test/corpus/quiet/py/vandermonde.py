import numpy as np
basis = np.array([[1.0, 0.5, 0.25], [1.0, 1.5, 2.25], [1.0, 2.5, 6.25]])
coeffs = np.linalg.solve(basis, y)
