import torch
import torch.nn as nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(2, 2)
        self.fc1.weight.data = torch.tensor([[0.5, 0.5], [-0.25, 0.75]])
    def forward(self, x):
        return torch.relu(self.fc1(x))
