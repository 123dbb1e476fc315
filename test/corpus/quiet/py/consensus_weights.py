import numpy as np
mixing = np.array([[0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.25, 0.25, 0.5]])
for _ in range(50):
    params = mixing @ params
