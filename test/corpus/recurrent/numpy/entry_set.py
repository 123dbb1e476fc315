import numpy as np
W = np.array([[0.5, 0.0], [0.0, 0.5]])
W[0, 1] = 4.0
h = np.ones(2)
for t in range(100):
    h = np.tanh(W @ h)
