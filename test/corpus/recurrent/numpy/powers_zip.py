import numpy as np

A = np.array([[1.1, 0.2], [0.0, 0.9]])
B = np.array([[0.7, 0.2], [0.1, 0.6]])
for M, label in zip([A, B], ["grows", "shrinks"]):
    for k in (1, 5, 10, 50):
        print(label, k, np.linalg.norm(np.linalg.matrix_power(M, k), 2))
