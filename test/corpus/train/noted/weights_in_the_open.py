import torch

W_in = (0.1 * torch.randn(8, 50)).requires_grad_()
W_rec = (0.1 * torch.randn(50, 50)).requires_grad_()
W_out = (0.1 * torch.randn(50, 1)).requires_grad_()


def unroll(sequence):
    h = torch.zeros(50)
    for x in sequence:
        h = torch.tanh(x @ W_in + h @ W_rec)
    return h @ W_out


for sequence, target in data:
    loss = (unroll(sequence) - target).square().mean()
    loss.backward()
    with torch.no_grad():
        for w in (W_in, W_rec, W_out):
            w -= 0.01 * w.grad
            w.grad.zero_()
