import numpy as np
A = np.array([[2.0, 1.0], [1.0, 3.0]])
v = np.random.rand(2)
for _ in range(100):
    v = A @ v
    v = v / np.linalg.norm(v)
print(v @ A @ v)
