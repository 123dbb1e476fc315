import numpy as np
J = np.array([[0.8, 0.5], [-0.3, 1.1]])
h = np.random.randn(2)
for t in range(1000):
    h = np.tanh(J @ h)
    D = np.diag(1 - h ** 2)
