import torch
W_f = torch.tensor([[0.4, 0.4], [0.3, 0.6]])
W_i = torch.tensor([[1.4, 0.4], [0.3, 0.6]])
W_o = torch.tensor([[2.4, 0.4], [0.3, 0.6]])
W_c = torch.tensor([[3.4, 0.4], [0.3, 0.6]])
h = c = torch.zeros(2)
for x in xs:
    f = torch.sigmoid(W_f @ h + x)
    i = torch.sigmoid(W_i @ h + x)
    o = torch.sigmoid(W_o @ h + x)
    g = torch.tanh(W_c @ h + x)
    c = f * c + i * g
    h = o * torch.tanh(c)
