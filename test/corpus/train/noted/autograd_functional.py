import torch

net = torch.nn.GRU(4, 16)
params = list(net.parameters())
for x, y in stream:
    loss = torch.nn.functional.mse_loss(net(x)[0], y)
    grads = torch.autograd.grad(loss, params)
    with torch.no_grad():
        for p, g in zip(params, grads):
            p.sub_(1e-2 * g)
