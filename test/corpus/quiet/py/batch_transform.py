import numpy as np
A = np.array([[1.1, 0.4], [-0.3, 0.8]])
for batch in loader:
    x = batch["x"]
    x = A @ x
    process(x)
