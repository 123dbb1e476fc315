import torch
from torch import nn

model = nn.LSTM(2, 64)
optimizer = torch.optim.Adam(model.parameters())


def clip_before(opt, args, kwargs):
    for group in opt.param_groups:
        nn.utils.clip_grad_norm_(group["params"], 1.0)


optimizer.register_step_pre_hook(clip_before)
for x, y in data:
    optimizer.zero_grad()
    ((model(x)[0] - y) ** 2).mean().backward()
    optimizer.step()
