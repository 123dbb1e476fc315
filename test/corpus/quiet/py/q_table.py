import numpy as np
Q = np.array([[0.0, 0.5], [0.25, 1.0]])
for episode in range(500):
    Q[s, a] += 0.1 * (r + 0.9 * Q[s2].max() - Q[s, a])
