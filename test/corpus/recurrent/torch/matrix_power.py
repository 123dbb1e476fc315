import torch
A = torch.tensor([[0.99, 0.1], [0.0, 1.01]])
for T in (10, 100, 1000):
    print(T, torch.linalg.matrix_power(A, T).norm())
