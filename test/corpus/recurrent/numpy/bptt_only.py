"""How a gradient travels back."""
import numpy as np

Whh = np.array([[1.2, 0.4], [0.0, 0.7]])
delta = np.array([1.0, 1.0])
norms = []
for t in reversed(range(20)):
    delta = Whh.T.dot(delta)
    norms.append(np.linalg.norm(delta))
