import numpy as np

A = np.array([[0.6, 0.55], [0.1, 0.72]])

def power(n):
    if n == 0:
        return np.eye(2)
    return A @ power(n - 1)
