import numpy as np

class RNN:
    def __init__(self, n):
        self.Wxh = np.random.randn(n, n)
        self.Whh = np.random.randn(n, n)
        self.bh = np.zeros(n)
    def forward(self, xs):
        self.h = {-1: np.zeros(len(self.bh))}
        for t, x in enumerate(xs):
            self.h[t] = np.tanh(self.Wxh.dot(x) + self.Whh.dot(self.h[t-1]) + self.bh)
    def backward(self, xs, ds, lr):
        dWxh = np.zeros_like(self.Wxh); dWhh = np.zeros_like(self.Whh)
        carry = 0
        for t in reversed(range(len(xs))):
            raw = (1 - self.h[t]**2) * (ds[t] + carry)
            dWxh += np.outer(raw, xs[t])
            dWhh += np.outer(raw, self.h[t-1])
            carry = self.Whh.T.dot(raw)
        self.Wxh -= lr * dWxh
        self.Whh -= lr * dWhh
