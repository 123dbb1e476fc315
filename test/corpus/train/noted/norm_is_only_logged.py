import torch
from torch import nn


def gradient_norm(module):
    squares = [p.grad.norm() ** 2 for p in module.parameters()]
    return torch.stack(squares).sum().sqrt()


encoder = nn.GRU(10, 30)
optimizer = torch.optim.AdamW(encoder.parameters())
for x, y in loader:
    optimizer.zero_grad()
    nn.functional.mse_loss(encoder(x)[0], y).backward()
    print("norm", gradient_norm(encoder).item())
    optimizer.step()
