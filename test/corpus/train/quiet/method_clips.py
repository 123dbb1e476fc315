import torch
from torch import nn


class Learner:
    def __init__(self):
        self.net = nn.LSTM(8, 32)
        self.optim = torch.optim.Adam(self.net.parameters())

    def tame(self):
        for p in self.net.parameters():
            torch.nn.utils.clip_grad_value_(p, 0.5)

    def learn(self, x, y):
        self.optim.zero_grad()
        ((self.net(x)[0] - y) ** 2).mean().backward()
        self.tame()
        self.optim.step()
