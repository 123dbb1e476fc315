import numpy as np
W_hh = np.array([[0.9, 0.1], [0.0, 0.8]])
print(np.linalg.eigvals(W_hh))
