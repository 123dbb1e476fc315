import numpy as np
from hmmlearn import hmm
model = hmm.GaussianHMM(n_components=2)
model.transmat_ = np.array([[0.7, 0.3], [0.4, 0.6]])
model.means_ = np.array([[0.0, 0.0], [3.0, -3.0]])
model.covars_ = np.tile(np.identity(2), (2, 1, 1))
