import torch
J_t = torch.tensor([[0.4, 0.9], [0.0, 1.3]])
prod = torch.eye(2)
for k in range(50):
    prod = prod @ J_t
    print(k, torch.linalg.matrix_norm(prod, 2).item())
