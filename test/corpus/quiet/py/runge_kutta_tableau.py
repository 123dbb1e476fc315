import numpy as np
butcher_a = np.array([[0.0, 0.0, 0.0], [0.5, 0.0, 0.0], [-1.0, 2.0, 0.0]])
b = np.array([1 / 6, 2 / 3, 1 / 6])
