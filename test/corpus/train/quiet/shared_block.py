import torch
from torch import nn
class PositionalNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.TransformerEncoderLayer(8, 2)
        self.norm = nn.LayerNorm(8)
    def forward(self, x):
        for _ in range(3):
            x = self.norm(x + self.block(x))
        return x
net = PositionalNet()
o = torch.optim.Adam(net.parameters())
for x in xs:
    o.zero_grad()
    net(x).sum().backward()
    o.step()
