import numpy as np
enc = np.array([[0.5, 0.25], [0.1, 0.9]])
dec = np.array([[1.5, 0.3], [0.2, 0.8]])
for epoch in range(10):
    for x in data:
        z = np.tanh(enc @ x)
        x_hat = dec @ z
        loss = ((x - x_hat) ** 2).sum()
