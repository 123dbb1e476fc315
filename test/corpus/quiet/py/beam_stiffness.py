import numpy as np
EI, L = 2.1e4, 1.5
stiffness = np.array([[12.0, 9.0, -12.0, 9.0], [9.0, 9.0, -9.0, 4.5], [-12.0, -9.0, 12.0, -9.0], [9.0, 4.5, -9.0, 9.0]])
u = np.linalg.solve(stiffness[2:, 2:], f)
