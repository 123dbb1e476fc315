import numpy as np

w_xh = np.array([[-0.3], [0.5], [-0.9]])
w_hh = np.array([[-0.4, -0.6, -0.8],
                 [ 0.2, -0.5,  0.7],
                 [ 0.8,  0.4,  0.1]])
w_hy = np.array([[-0.6, -0.5, -0.3]])
hs, ys = {}, {}
hs[-1] = np.zeros((3, 1))
for t in range(4):
    hs[t] = np.tanh(np.dot(w_xh, xs[t]) + np.dot(w_hh, hs[t - 1]))
    ys[t] = np.dot(w_hy, hs[t])
