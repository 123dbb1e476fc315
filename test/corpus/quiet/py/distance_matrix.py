import numpy as np
D = np.array([[0.0, 2.5, 4.1], [2.5, 0.0, 1.7], [4.1, 1.7, 0.0]])
route = solve_tsp(D)
