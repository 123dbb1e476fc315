import numpy as np
A = np.log(np.array([[0.8, 0.2], [0.25, 0.75]]))
for o in obs:
    delta = (delta[:, None] + A).max(axis=0) + logB[:, o]
