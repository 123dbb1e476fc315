import numpy as np
S = np.array([[1.5, 0.2], [0.2, 0.7]])
d = np.sqrt((x - mu).T @ np.linalg.inv(S) @ (x - mu))
