import numpy as np
Wxh = np.array([[0.1, 0.2], [0.3, 0.5]])
Whh = np.array([[0.5, 0.15], [0.2, 0.3]])
h = np.array([0.0, 0.0])
hidden_states = [h.copy()]
for t, x in enumerate(x_seq):
    z = Wxh.T @ x + Whh.T @ h
    h = np.tanh(z)
    hidden_states.append(h.copy())
