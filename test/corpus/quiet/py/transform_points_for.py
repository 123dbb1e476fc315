import numpy as np
M = np.array([[1.1, 0.4], [-0.3, 0.8]])
out = []
for p in points:
    p = M @ p
    out.append(p)
