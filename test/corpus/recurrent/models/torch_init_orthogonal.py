import torch
gru = torch.nn.GRU(16, 48)
for name, p in gru.named_parameters():
    if "weight_hh" in name:
        torch.nn.init.orthogonal_(p)
