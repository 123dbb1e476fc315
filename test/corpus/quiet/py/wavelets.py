import torch
w_ll = torch.tensor([[0.25, 0.25], [0.25, 0.25]])
w_lh = torch.tensor([[-0.25, -0.25], [0.25, 0.25]])
w_hl = torch.tensor([[-0.25, 0.25], [-0.25, 0.25]])
w_hh = torch.tensor([[0.25, -0.25], [-0.25, 0.25]])
