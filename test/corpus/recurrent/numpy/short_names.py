import numpy as np

a = np.linspace(0, 1, 20)
b, c = np.zeros(2), np.ones(2)
f = np.tanh
h = b.copy()
W = np.array([[0.95, 0.3], [-0.2, 0.85]])
print(np.abs(np.linalg.eigvals(W)))
