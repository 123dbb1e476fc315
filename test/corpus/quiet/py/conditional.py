import numpy as np
mask = np.array([[0.5, 1.5], [2.5, 3.5]]) > 1.0
values = np.array([[0.5, 1.5], [2.5, 3.5]]) if flag else None
