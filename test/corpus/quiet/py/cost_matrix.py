import numpy as np
from scipy.optimize import linear_sum_assignment
cost = np.array([[4.0, 1.5, 3.0], [2.0, 0.5, 5.0], [3.0, 2.0, 2.5]])
row, col = linear_sum_assignment(cost)
