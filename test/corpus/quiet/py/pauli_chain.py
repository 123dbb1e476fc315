import numpy as np
sx = np.array([[0.0, 1.0], [1.0, 0.0]])
sz = np.array([[1.0, 0.0], [0.0, -1.0]])
ham = np.kron(sx, sx) + 0.5 * np.kron(sz, sz)
