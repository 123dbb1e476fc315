import numpy as np
Whh = np.array([[0.5, -0.2], [0.3, 0.4]])
lr = 1e-2
for xs in batches:
    h = np.zeros(2)
    for x in xs:
        h = np.tanh(Whh @ h + x)
    dWhh = backward(h)
    Whh -= lr * dWhh
