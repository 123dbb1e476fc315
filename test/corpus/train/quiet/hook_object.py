import torch
from torch import nn
lstm = nn.LSTM(2, 2)
opt = torch.optim.Adam(lstm.parameters())
class ClipHook:
    def __init__(self, c): self.c = c
    def __call__(self, g): return g.clamp(-self.c, self.c)
for p in lstm.parameters():
    p.register_hook(ClipHook(1.0))
for x in data:
    opt.zero_grad()
    lstm(x)[0].sum().backward()
    opt.step()
