import torch
H = 256
W_hh = torch.randn(H, H) / H ** 0.5
h = torch.zeros(H)
for x in xs:
    h = torch.tanh(W_hh @ h + x)
