import torch
input_ids = torch.tensor([[101, 2054], [102, 0]])
attention_mask = torch.tensor([[1, 1], [1, 0]])
