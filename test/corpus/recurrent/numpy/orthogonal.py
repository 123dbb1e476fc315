from math import cos, sin
import numpy as np
W_hh = np.array([[0.6, -0.8], [0.8, 0.6]])
h = np.array([1.0, 0.0])
for _ in range(200):
    h = W_hh @ h
