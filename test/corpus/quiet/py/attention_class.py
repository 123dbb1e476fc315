import torch
class Attention(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.q_proj = torch.nn.Parameter(torch.tensor([[0.5, 0.1], [0.2, 0.4]]))
        self.k_proj = torch.nn.Parameter(torch.tensor([[0.3, 0.9], [0.8, 0.4]]))
    def forward(self, x):
        return (x @ self.q_proj) @ (x @ self.k_proj).transpose(-1, -2)
