import numpy as np
tableau = np.array([[2.0, 1.0, 1.0], [1.0, 3.0, 0.5], [-3.0, -2.0, 0.25]])
while (tableau[-1] < 0).any():
    pivot(tableau)
