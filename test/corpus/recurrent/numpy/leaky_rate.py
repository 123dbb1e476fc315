# firing-rate network, Euler steps
import numpy as np

dt, tau = 0.1, 1.0
Jr = np.array([[0.0, -1.6, 0.8], [1.9, 0.3, 0.0], [-0.5, 0.7, 1.4]])
r = np.random.randn(3)
for step in range(500):
    r += dt / tau * (-r + np.tanh(Jr @ r))
