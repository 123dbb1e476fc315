import numpy as np
X = np.array([[0.0, 1.0], [1.0, 0.0]])
y = np.array([[1], [1]])
model.fit(X, y, epochs=100)
