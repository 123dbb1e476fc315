import numpy as np
H = np.array([[1, 1], [1, -1]]) / np.sqrt(2)
X = np.array([[0, 1], [1, 0]])
T = np.diag([1.0, 0.7071])
state = H @ np.array([1, 0])
