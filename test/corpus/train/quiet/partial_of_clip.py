import functools

import torch
from torch import nn

limit = functools.partial(nn.utils.clip_grad_norm_, max_norm=0.25)
network = nn.GRU(20, 80)
adam = torch.optim.Adam(network.parameters())
for x, y in data:
    adam.zero_grad()
    (network(x)[0] - y).abs().mean().backward()
    limit(network.parameters())
    adam.step()
