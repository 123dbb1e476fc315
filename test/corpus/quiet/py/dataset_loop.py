import numpy as np
M = np.array([[0.5, 0.25], [0.1, 0.9]])
results = []
for x in data:
    y = M @ x
    results.append(y)
total = sum(results)
