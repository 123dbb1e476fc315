import numpy as np
F = np.array([[1, 1], [1, 0]])
print(np.linalg.matrix_power(F, 30)[0, 1])
