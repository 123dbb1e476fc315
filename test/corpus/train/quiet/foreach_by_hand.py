import torch
from torch import nn

model = nn.LSTM(10, 10)
optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
for x in data:
    optimizer.zero_grad()
    model(x)[0].mean().backward()
    grads = [p.grad for p in model.parameters() if p.grad is not None]
    size = torch.linalg.vector_norm(torch.stack([g.norm() for g in grads]))
    torch._foreach_mul_(grads, (1.0 / (size + 1e-6)).clamp(max=1.0))
    optimizer.step()
