import numpy as np
W_true = np.array([[1.5, -0.5], [0.25, 2.0]])
y = x.dot(W_true)
