import numpy as np
sigmas = [np.array([[1.0, 0.3], [0.3, 0.8]]), np.array([[0.5, -0.2], [-0.2, 1.5]])]
mus = np.array([[0.5, 1.5], [3.0, -2.0]])
