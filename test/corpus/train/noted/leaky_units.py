import torch
from torch import nn


class LeakyNetwork(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.W = nn.Parameter(torch.randn(n, n) / n**0.5)
        self.B = nn.Parameter(torch.randn(n, 3))
        self.leak = 0.2

    def forward(self, u):
        r = torch.zeros(self.W.shape[0])
        rates = []
        for k in range(len(u)):
            r = (1 - self.leak) * r + self.leak * torch.tanh(self.W @ r + self.B @ u[k])
            rates.append(r)
        return torch.stack(rates)


task = LeakyNetwork(200)
opt = torch.optim.Adam(task.parameters(), lr=1e-3)
for u, z in trials:
    opt.zero_grad()
    loss = ((task(u)[:, 0] - z) ** 2).mean()
    loss.backward()
    opt.step()
