import torch
from torch import nn


def soften(g):
    n = g.norm()
    return g / n if n > 1 else g


gru = nn.GRU(5, 50)
for p in gru.parameters():
    p.register_hook(soften)
adam = torch.optim.Adam(gru.parameters())
for x, y in data:
    adam.zero_grad()
    ((gru(x)[0] - y) ** 2).mean().backward()
    adam.step()
