import numpy as np
W_hh = np.array([[0.7, 0.2], [0.1, 0.9]])
W_out = np.array([[0.3, 0.2], [0.1, 0.4]])
for epoch in range(10):
    for sequence in data:
        h = np.zeros(2)
        for x in sequence:
            h = np.tanh(W_hh @ h + x)
        y = W_out @ h
