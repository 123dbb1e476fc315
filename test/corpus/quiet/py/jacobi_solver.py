import numpy as np
A = np.array([[10.0, 2.0, 1.0], [1.0, 5.0, 1.0], [2.0, 3.0, 10.0]])
b = np.array([7.0, -8.0, 6.0])
D = np.diag(A)
x = np.zeros(3)
for _ in range(25):
    x = (b - (A @ x - D * x)) / D
