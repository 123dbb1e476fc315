import numpy as np


def simulate(transition, n, h0):
    h = h0
    for _ in range(n):
        h = np.tanh(transition @ h)
    return h


decay_matrix = np.array([[0.5, 0.2], [0.1, 0.4]])
simulate(decay_matrix, 50, np.ones(2))
