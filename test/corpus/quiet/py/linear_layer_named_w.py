import torch
w = torch.tensor([[0.2, 0.9], [0.4, 0.1]])
x = torch.tensor([1.0, 2.0])
y = torch.matmul(w, x)
