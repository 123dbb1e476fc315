import numpy as np
A = np.array([[1.2, 0.3], [0.1, 0.9]])
pts = load()
for i in range(len(pts)):
    pts[i] = A @ pts[i]
