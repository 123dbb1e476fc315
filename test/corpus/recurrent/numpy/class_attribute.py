import numpy as np

class Net(object):
    Whh = np.array([[0.5, 1.5], [1.0, 2.0]])
    Why = np.array([[-1.0, 1.5], [1.0, 2.0]])
    H = np.array([1.0, 1.0])

    def predict(self, X):
        self.H = np.tanh(np.matmul(self.Whh, self.H) + X)
        return np.matmul(self.Why, self.H)
