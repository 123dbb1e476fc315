import numpy as np
from scipy.linalg import solve_continuous_are
A = np.array([[0.0, 1.0], [2.3, -0.4]])
B = np.array([[0.0], [1.0]])
Q = np.diag([1.0, 0.1])
R = np.array([[0.01]])
X = solve_continuous_are(A, B, Q, R)
K = np.linalg.inv(R) @ B.T @ X
