import numpy as np
mean = [0, 0]
cov = np.array([[2.0, 0.6], [0.6, 1.5]])
samples = np.random.multivariate_normal(mean, cov, 500)
