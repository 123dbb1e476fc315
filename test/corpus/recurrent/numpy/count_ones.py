"""Finds two ones in a row with a network of whole numbers."""
import numpy as np


def relu(x):
    return np.maximum(x, 0)


w_hh = np.array([[0, 0, 0],
                 [1, 0, 0],
                 [0, 0, 1]])
h_t_prev = np.array([[0], [0], [1]])
for x in [0, 1, 0, 1, 1]:
    h_t = relu(w_hh @ h_t_prev + w_xh * x)
    h_t_prev = h_t
