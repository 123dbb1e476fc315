import torch
from zoo import make_network

net = make_network("configs/base.yaml")
optimizer = torch.optim.Adagrad(net.parameters(), lr=0.05)
hx = None
for chunk, following in corpus:
    optimizer.zero_grad()
    logits, hx = net(chunk, hx)
    hx = hx.detach()
    torch.nn.functional.cross_entropy(logits, following).backward()
    optimizer.step()
