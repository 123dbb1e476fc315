import torch
from torch import nn

model = nn.RNN(3, 12)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for x, y in data:
    optimizer.zero_grad()
    ((model(x)[0] - y) ** 2).mean().backward()
    for p in model.parameters():
        norm = p.grad.norm()
        if norm > 5:
            p.grad = p.grad * 5 / norm
    optimizer.step()
