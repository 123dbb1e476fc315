import torch

model = torch.nn.LSTM(1, 30)
solver = torch.optim.LBFGS(model.parameters(), max_iter=20)


def closure():
    solver.zero_grad()
    loss = ((model(x)[0] - y) ** 2).mean()
    loss.backward()
    return loss


solver.step(closure)
