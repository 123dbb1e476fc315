import torch.distributed as dist
from torch import nn, optim


def average(model):
    world = float(dist.get_world_size())
    for weight in model.parameters():
        dist.all_reduce(weight.grad)
        weight.grad.data /= world


recurrent = nn.GRU(12, 40)
sgd = optim.SGD(recurrent.parameters(), lr=0.05)
for frames, target in stream:
    sgd.zero_grad()
    error = nn.functional.l1_loss(recurrent(frames)[0], target)
    error.backward()
    average(recurrent)
    sgd.step()
