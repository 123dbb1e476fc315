import numpy as np
rot_x = np.array([[1, 0, 0], [0, 0.7071, -0.7071], [0, 0.7071, 0.7071]])
vertices = vertices @ rot_x
