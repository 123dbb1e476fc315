import numpy as np

def power_iteration(A, n=50):
    b = np.random.rand(A.shape[1])
    for _ in range(n):
        b1 = np.dot(A, b)
        b = b1 / np.linalg.norm(b1)
    return b

print(power_iteration(np.array([[0.5, 0.5], [0.2, 0.8]])))
