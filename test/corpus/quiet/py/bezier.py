import numpy as np
M = np.array([[-1.0, 3.0, -3.0, 1.0], [3.0, -6.0, 3.0, 0.0], [-3.0, 3.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]])
curve = np.array([[t ** 3, t ** 2, t, 1] @ M @ P for t in np.linspace(0, 1, 50)])
