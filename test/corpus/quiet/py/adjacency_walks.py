import numpy as np
# number of walks of length k
adj = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
for k in range(1, 6):
    print(k, np.linalg.matrix_power(adj, k))
