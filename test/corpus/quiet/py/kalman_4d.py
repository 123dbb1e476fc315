import numpy as np
A = np.array([[1, 0, 0.2, 0], [0, 1, 0, 0.2], [0, 0, 0.9, 0], [0, 0, 0, 0.9]])
def predict(x, P, Q):
    x = A @ x
    P = A @ P @ A.T + Q
    return x, P
