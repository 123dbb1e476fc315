import numpy as np
LL = np.array([[0.5, 0.5], [0.5, 0.5]])
HH = np.array([[0.5, -0.5], [-0.5, 0.5]])
LH = np.array([[0.5, 0.5], [-0.5, -0.5]])
