import numpy as np
W_scaled = np.array([[2.0, 0.5], [0.0, 2.0]]) ** 2
W_slice = np.array([[2.0, 0.5, 0.1], [0.0, 2.0, 0.3], [0.2, 0.3, 0.4]])[:2, :2]
W_inverse = np.linalg.inv(np.array([[2.0, 0.5], [0.0, 2.0]]))
