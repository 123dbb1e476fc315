import torch
from torch import nn


class Loop:
    def before_step(self):
        pass

    def fit(self, data):
        for x, y in data:
            self.optimizer.zero_grad()
            self.criterion(self.model(x), y).backward()
            self.before_step()
            self.optimizer.step()


class RecurrentLoop(Loop):
    def __init__(self):
        self.model = nn.RNN(3, 30)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.1)

    def before_step(self):
        nn.utils.clip_grad_norm_(self.model.parameters(), 2.0)
