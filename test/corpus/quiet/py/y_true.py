import numpy as np
y_true = np.array([[0.0, 1.0], [1.0, 0.0]])
y_pred = np.array([[0.1, 0.9], [0.8, 0.2]])
print(log_loss(y_true, y_pred))
