import numpy as np
A = np.array([[0.9, 0.25, 0.0], [-0.25, 0.9, 0.1], [0.0, 0.3, 0.8]])
n_steps = 80
S = np.zeros((3, n_steps))
for t in range(1, n_steps):
    S[:, t] = np.tanh(A.dot(S[:, t-1]) + U[:, t])
