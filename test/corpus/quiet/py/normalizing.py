import numpy as np
stain = np.array([[0.65, 0.70, 0.29], [0.07, 0.99, 0.11], [0.27, 0.57, 0.78]])
concentrations = np.linalg.pinv(stain.T) @ od
