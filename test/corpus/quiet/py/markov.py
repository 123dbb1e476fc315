import numpy as np
P = np.array([[0.9, 0.1], [0.4, 0.6]])
dist = np.array([1.0, 0.0])
history = []
for day in range(30):
    dist = dist @ P
    history.append(dist)
