import numpy as np

class Rnn:
    def __init__(self, matrix):
        self.m = matrix
        self.h = np.zeros(2)

    def __call__(self, x):
        self.h = np.tanh(self.m @ self.h + x)
        return self.h

stable = np.array([[0.0, 1.0], [-0.98, 0.1]])
net = Rnn(stable)
