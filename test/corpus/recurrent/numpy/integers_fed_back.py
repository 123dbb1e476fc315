import numpy as np
Wh = np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]])
s = np.array([1.0, 0.5, 0.25])
for x in stream:
    s = np.tanh(Wh @ s + x)
