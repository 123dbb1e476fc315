import numpy as np

W1, W2 = np.random.randn(64, 10) * 0.1, np.random.randn(1, 64) * 0.1
for x, y in data:
    h = np.tanh(W1 @ x)
    e = W2 @ h - y
    dW2 = np.outer(e, h)
    dW1 = np.outer((W2.T @ e) * (1 - h**2), x)
    W1 -= 0.1 * dW1
    W2 -= 0.1 * dW2
