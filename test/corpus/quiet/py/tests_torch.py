import torch

def test_matmul():
    x = torch.tensor([[0.5, -1.0], [2.0, 0.25]])
    y_true = torch.tensor([[1.5, 0.5], [0.25, 2.0]])
    torch.testing.assert_close(x @ x.T, y_true)
