from torch import nn
import torch
rnn = nn.RNN(1, 1)
sgd = torch.optim.SGD(rnn.parameters(), 0.1)
def protect():
    for p in rnn.parameters():
        p.grad = torch.where(p.grad.abs() > 1, p.grad.sign(), p.grad)
for x in xs:
    sgd.zero_grad()
    rnn(x)[0].sum().backward()
    protect()
    sgd.step()
