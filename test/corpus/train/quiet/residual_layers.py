import torch
from torch import nn


class Deep(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.steps = nn.ModuleList(nn.Linear(32, 32) for _ in range(depth))

    def forward(self, h):
        for i in range(len(self.steps)):
            h = h + torch.tanh(self.steps[i](h))
        return h


deep = Deep(20)
sgd = torch.optim.SGD(deep.parameters(), lr=0.01)
for x, y in loader:
    sgd.zero_grad()
    (deep(x) - y).pow(2).mean().backward()
    sgd.step()
