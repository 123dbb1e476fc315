import numpy as np
links = [np.array([[0.8, -0.6, 1.2], [0.6, 0.8, 0.4], [0.0, 0.0, 1.0]]), np.array([[0.6, -0.8, 0.5], [0.8, 0.6, 0.1], [0.0, 0.0, 1.0]])]
T = np.eye(3)
for link in links:
    T = T @ link
