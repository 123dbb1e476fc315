import numpy as np
rng = np.random.RandomState(0)
N, density = 500, 0.1
W = rng.rand(N, N) - 0.5
W[rng.rand(N, N) > density] = 0
W *= 0.9 / np.max(np.abs(np.linalg.eigvals(W)))
x = np.zeros(N)
for u in data:
    x = np.tanh(W @ x + u)
