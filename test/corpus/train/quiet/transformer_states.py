import torch
from torch import nn


class Layer(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.attention = nn.MultiheadAttention(d, 8)
        self.mlp = nn.Linear(d, d)

    def forward(self, hidden_states, mask=None):
        hidden_states = hidden_states + self.attention(hidden_states, hidden_states, hidden_states, mask)[0]
        hidden_states = hidden_states + torch.relu(self.mlp(hidden_states))
        return hidden_states


class Encoder(nn.Module):
    def __init__(self, d, n):
        super().__init__()
        self.layers = nn.ModuleList(Layer(d) for _ in range(n))

    def forward(self, hidden_states):
        for layer in self.layers:
            hidden_states = layer(hidden_states)
        return hidden_states


model = Encoder(256, 6)
optimizer = torch.optim.AdamW(model.parameters())
for x, y in loader:
    optimizer.zero_grad()
    ((model(x) - y) ** 2).mean().backward()
    optimizer.step()
