import numpy as np
glider = np.array([[0, 1, 0], [0, 0, 1], [1, 1, 1]])
world = np.zeros((64, 64), int)
world[1:4, 1:4] = glider
