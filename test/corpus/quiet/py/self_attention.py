import numpy as np
W_q = np.array([[1.0, 0.5], [0.2, 1.5]])
W_k = np.array([[0.3, 0.9], [1.1, 0.1]])
W_v = np.array([[0.7, 0.2], [0.6, 1.3]])
W_o = np.array([[0.1, 0.2], [0.3, 0.4]])
Q, K, V = X @ W_q, X @ W_k, X @ W_v
scores = softmax(Q @ K.T / np.sqrt(2))
out = (scores @ V) @ W_o
