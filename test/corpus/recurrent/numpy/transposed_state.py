import numpy as np

recurrent = np.asarray([[0.2, 0.9, 0.0], [0.1, 0.3, 0.5], [0.6, 0.0, 0.4]])
state = np.zeros((1, 3))
for t in range(40):
    state = np.tanh(np.dot(state, recurrent) + inputs[t])
