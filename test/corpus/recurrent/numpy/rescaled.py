import numpy as np
W = np.array([[0.2, 0.9, -0.4], [0.5, -0.3, 0.8], [-0.7, 0.1, 0.6]])
W = W / np.max(np.abs(np.linalg.eigvals(W))) * 0.95   # echo state property
x = np.zeros(3)
for u in data:
    x = np.tanh(W @ x + u)
