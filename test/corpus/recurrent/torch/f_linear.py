import torch
import torch.nn.functional as F
weight_hh = torch.tensor([[0.4, 0.4], [0.3, 0.6]])
hx = torch.zeros(1, 2)
outputs = []
for x in xs.unbind(1):
    hx = torch.tanh(F.linear(hx, weight_hh) + x)
    outputs.append(hx)
