import torch
class Vanilla(torch.nn.Module):
    def __init__(self, i, h, o):
        super().__init__()
        self.Wxh = torch.nn.Linear(i, h)
        self.Whh = torch.nn.Linear(h, h)
        self.Why = torch.nn.Linear(h, o)
    def forward(self, xs):
        h = xs.new_zeros(xs.size(0), self.Whh.in_features)
        for x in xs.unbind(1):
            h = (self.Wxh(x) + self.Whh(h)).tanh()
        return self.Why(h)
model = Vanilla(1, 2, 3)
optimizer = torch.optim.SGD(model.parameters(), lr=.1)
for epoch in range(3):
    optimizer.zero_grad()
    loss = model(x).mean()
    loss.backward()
    optimizer.step()
