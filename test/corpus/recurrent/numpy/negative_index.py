import numpy as np
V = np.array([[0.1, 0.8], [0.7, 0.2]])
s = np.zeros((100, 2))
for t in np.arange(100):
    s[t] = sigmoid(x[t] + V.dot(s[t - 1]))
