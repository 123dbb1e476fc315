import numpy as np
W = np.array([[0.0, 0.5, -0.5], [0.5, 0.0, 0.5], [-0.5, 0.5, 0.0]])
s = np.sign(np.random.randn(3))
for sweep in range(20):
    s = np.sign(W @ s)
