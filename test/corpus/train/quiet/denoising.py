import torch
from torch import nn


class Diffusion(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(3, 64), nn.ReLU(), nn.Linear(64, 2))

    def denoise(self, x, t):
        return x - 0.1 * self.net(torch.cat((x, t.expand(len(x), 1)), 1))

    def sample(self, x):
        for t in reversed(torch.linspace(0, 1, 50)):
            x = self.denoise(x, t)
        return x


model = Diffusion()
optimizer = torch.optim.Adam(model.parameters())
for x, noise, t in loader:
    optimizer.zero_grad()
    ((model.net(torch.cat((x + noise, t), 1)) - noise) ** 2).mean().backward()
    optimizer.step()
