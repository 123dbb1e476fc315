import numpy as np

T = 64
A = np.array([[0.9, 0.25], [-0.25, 0.9]])
H = np.zeros((T + 1, 2))
for t in range(T):
    H[t + 1] = np.tanh(A @ H[t] + X[t])
