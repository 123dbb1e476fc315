import numpy as np
conf_mat = np.array([[0.93, 0.05, 0.02], [0.1, 0.85, 0.05], [0.01, 0.04, 0.95]])
accuracy = np.trace(conf_mat) / 3
