import numpy as np
from scipy import signal
A = np.array([[-0.5, 1.2], [-1.2, -0.5]])
B = np.array([[1.0], [0.5]])
C = np.array([[1.0, 0.0]])
D = np.array([[0.0]])
system = signal.StateSpace(A, B, C, D)
