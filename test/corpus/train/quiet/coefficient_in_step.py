import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.LSTM(8, 8)

def safe_step(opt, model):
    total = 0.0
    for p in model.parameters():
        if p.grad is not None:
            total += float((p.grad * p.grad).sum())
    total = total ** 0.5
    coef = 1.0 / (total + 1e-6)
    if coef < 1:
        for p in model.parameters():
            p.grad.detach().mul_(coef)
    opt.step()

net = Net()
opt = torch.optim.Adam(net.parameters())
for x in loader:
    opt.zero_grad()
    net(x).sum().backward()
    safe_step(opt, net)
