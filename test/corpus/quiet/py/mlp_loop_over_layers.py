import numpy as np
weights = [np.array([[0.5, -0.2], [0.8, 0.3]]), np.array([[1.5, 0.4], [-0.6, 0.9]])]
def forward(a):
    for W in weights:
        a = np.tanh(W @ a)
    return a
