import numpy as np
J = np.array([[0.0, 1.0], [1.0, 0.0]])
for sweep in range(1000):
    i = np.random.randint(2)
    dE = 2 * s[i] * (J[i] @ s)
    if dE < 0:
        s[i] = -s[i]
