import numpy as np
W_rec = np.array([[0.9, 0.1], [0.05, 0.8]])
Wres = np.diag([0.5, -0.25, 1.2])
h2h = np.array([[0.4, 0.3], [0.2, 0.1]])
W_recurrent = 0.5 * np.array([[1.0, 2.0], [0.0, 1.0]])
