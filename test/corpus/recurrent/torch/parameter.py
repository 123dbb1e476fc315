import torch
from torch import nn


class Cell(nn.Module):
    def __init__(self):
        super().__init__()
        self.A = nn.Parameter(torch.tensor([[0.1, 0.8], [0.6, 0.3]]))

    def forward(self, x, h_prev):
        return torch.relu(h_prev @ self.A + x)
