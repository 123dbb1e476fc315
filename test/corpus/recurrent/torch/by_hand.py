import torch

W_ih = torch.tensor([[0.2, 0.3], [0.1, 0.4]])
W_hh = torch.tensor([[0.5, 0.9], [-0.9, 0.5]], requires_grad=True)
h = torch.zeros(2)
for t in range(35):
    h = torch.tanh(W_ih @ x[t] + W_hh @ h)
h.sum().backward()
