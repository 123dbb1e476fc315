import numpy as np
W1 = np.array([[0.5, -0.2], [0.8, 0.3]])
W2 = np.array([[1.5, 0.4], [-0.6, 0.9]])
def relu(z):
    return np.maximum(0, z)
x = np.array([1.0, 2.0])
print(W2 @ relu(W1 @ x))
