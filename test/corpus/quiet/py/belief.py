import numpy as np
T = np.array([[0.8, 0.2], [0.25, 0.75]])
belief = np.array([0.5, 0.5])
for o in observations:
    belief = T.T @ belief
    belief = belief * likelihood[o]
    belief /= belief.sum()
