import numpy as np
W_1 = np.array([[0.5, -0.2], [0.8, 0.3]])
W_2 = np.array([[1.5, 0.4], [-0.6, 0.9]])
def forward(x):
    a = np.tanh(W_1 @ x)
    return W_2 @ a
