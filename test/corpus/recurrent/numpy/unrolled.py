import numpy as np
C = np.array([[0.3, 0.9], [0.2, 0.5]])
h0 = np.zeros(2)
h1 = np.tanh(C @ h0 + x1)
h2 = np.tanh(C @ h1 + x2)
h3 = np.tanh(C @ h2 + x3)
