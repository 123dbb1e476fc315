import torch
from torch import nn

core = nn.LSTM(5, 50)
for name, weight in core.named_parameters():
    if "hh" in name:
        weight.register_hook(lambda grad: grad.clamp(min=-0.1, max=0.1))
rms = torch.optim.RMSprop(core.parameters())
for x, y in data:
    rms.zero_grad()
    ((core(x)[0] - y) ** 2).mean().backward()
    rms.step()
