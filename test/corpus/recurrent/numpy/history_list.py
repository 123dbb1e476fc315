import numpy as np

Q = np.array([[0.25, 0.5], [0.75, -0.1]])
hs = [np.zeros(2)]
for x in sequence:
    hs.append(np.tanh(Q @ hs[-1] + x))
