import numpy as np
W_res = np.array([[0.2, 0.9], [0.5, -0.3]])
rho = 1.2
W_res *= rho / np.abs(np.linalg.eigvals(W_res)).max()
state = np.zeros(2)
for u in signal:
    state = np.tanh(W_res.dot(state) + u)
