import numpy as np
J = np.array([[0.5, 10.0], [0.0, 0.5]])
print(J @ J @ J @ J)
