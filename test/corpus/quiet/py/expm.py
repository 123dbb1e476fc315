import numpy as np
from scipy.linalg import expm
Q = np.array([[-0.3, 0.3, 0.0], [0.1, -0.5, 0.4], [0.0, 0.2, -0.2]])
print(expm(Q * 2.0))
