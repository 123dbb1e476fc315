import numpy as np
dt = 0.1
F = np.array([[1.0, 0.1], [0.0, 1.0]])
H = np.array([[1.0, 0.0]])
Q = np.array([[0.01, 0.002], [0.002, 0.05]])
R = np.array([[0.5]])
x = np.zeros(2)
P = np.eye(2)
for z in measurements:
    x = F @ x
    P = F @ P @ F.T + Q
    S = H @ P @ H.T + R
    K = P @ H.T @ np.linalg.inv(S)
    x = x + K @ (z - H @ x)
    P = (np.eye(2) - K @ H) @ P
