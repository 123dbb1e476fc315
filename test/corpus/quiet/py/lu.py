import numpy as np
L = np.array([[1.0, 0.0], [0.5, 1.0]])
U = np.array([[4.0, 3.0], [0.0, 1.5]])
assert np.allclose(L @ U, [[4.0, 3.0], [2.0, 3.0]])
