import torch
from torch import nn
from torch_geometric.nn import GCNConv


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = GCNConv(16, 16), GCNConv(16, 7)

    def forward(self, g, h):
        h = torch.relu(self.first(g, h))
        h = self.second(g, h)
        return h


net = Net()
optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
for _ in range(200):
    optimizer.zero_grad()
    nn.functional.nll_loss(net(graph, features), labels).backward()
    optimizer.step()
