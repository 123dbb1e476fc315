import torch.nn as nn
class RNN(nn.Module):
    def __init__(self, n_in, n_hidden):
        super().__init__()
        self.i2h = nn.Linear(n_in, n_hidden)
        self.h2h = nn.Linear(n_hidden, n_hidden)
    def forward(self, x, h):
        return (self.i2h(x) + self.h2h(h)).tanh()
