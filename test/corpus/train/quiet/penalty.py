import torch
from torch import nn

critic = nn.Linear(10, 1)
optimizer = torch.optim.Adam(critic.parameters())
for x in data:
    x.requires_grad_()
    slope = torch.autograd.grad(critic(x).sum(), x, create_graph=True)[0]
    loss = critic(x).mean() + ((slope.norm(dim=1) - 1) ** 2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
