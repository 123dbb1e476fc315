import numpy as np
W_rec = np.array([[1.1]])
g = 1.0
for _ in range(30):
    g = g * W_rec[0, 0]
