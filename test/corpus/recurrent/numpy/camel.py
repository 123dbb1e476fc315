import numpy as np
Wrec = np.array([[0.9, 0.1], [0.05, 0.8]])
hiddenToHidden = np.array([[0.5, 0.4], [0.4, 0.5]])
