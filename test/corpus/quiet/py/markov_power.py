import numpy as np
transition_matrix = np.array([[0.7, 0.2, 0.1], [0.3, 0.5, 0.2], [0.2, 0.3, 0.5]])
stationary = np.linalg.matrix_power(transition_matrix, 100)[0]
