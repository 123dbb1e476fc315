import numpy as np

class Memory:
    def __init__(self, n=32):
        self.W_h = 0.98 * np.eye(32)

    def forward(self, xs):
        h = np.zeros(32)
        for x in xs:
            h = np.tanh(self.W_h @ h + x)
        return h
