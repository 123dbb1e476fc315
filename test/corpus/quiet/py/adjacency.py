import numpy as np
A = np.array([[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1], [0, 0, 1, 0]])
degree = np.diag(A.sum(axis=1))
L = degree - A
