import numpy as np

class Filter:
    def __init__(self):
        self.A = np.array([[0.95, 0.1], [-0.2, 0.85]])
        self.state = np.zeros(2)

    def process(self, sample):
        self.state = np.tanh(self.A.dot(self.state) + sample)
        return self.state[0]
