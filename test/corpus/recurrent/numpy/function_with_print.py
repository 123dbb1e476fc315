import numpy as np

def rnn_step(h_prev, x, Wx, Wh, b):
    z = Wx @ x + Wh @ h_prev + b
    return np.tanh(z), z

weights_x = np.array([[0.5, -0.25], [0.2, 0.4]])
weights_h = np.array([[0.6, -0.2], [0.1, 0.45]])
h = np.zeros(2)
for t, x in enumerate(X, start=1):
    h, z = rnn_step(h, x, weights_x, weights_h, 0.0)
    print(f"t={t} h={h}")
