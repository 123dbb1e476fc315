import numpy as np
A = np.array([[0.7, 0.21], [0.33, 0.5]])

def states(xs):
    h = np.zeros(2)
    for x in xs:
        h = np.tanh(A @ h + x)
        yield h
