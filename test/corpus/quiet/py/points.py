import numpy as np
pts1 = np.float32([[56, 65], [368, 52]])
square = np.array([[0.5, 0.5], [-0.5, 0.5]])
triangle = [(0.0, 0.0), (1.0, 0.25)]
