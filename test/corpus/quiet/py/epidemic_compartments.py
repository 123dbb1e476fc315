import numpy as np
contacts = np.array([[7.5, 2.1, 0.3], [2.1, 5.2, 1.1], [0.3, 1.1, 3.0]])
infection = beta * contacts @ (I / N)
