import numpy as np


class EchoState:
    def __init__(self, leak=0.3):
        self.leak = leak
        self.Win = np.array([[0.5], [-0.2], [0.1]])
        self.Wres = np.array([[0.4, 0.0, 0.9], [0.0, -0.7, 0.2], [0.3, 0.1, 0.0]])
        self.x = np.zeros(3)

    def update(self, u):
        pre = self.Win @ u + self.Wres @ self.x
        self.x = (1 - self.leak) * self.x + self.leak * np.tanh(pre)
        return self.x
