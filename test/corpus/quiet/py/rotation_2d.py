import numpy as np
R = np.array([[0.866, -0.5], [0.5, 0.866]])
points = np.random.rand(10, 2)
rotated = points @ R.T
