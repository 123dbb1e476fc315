import torch
import torch.nn as nn


class Elman(nn.Module):
    def __init__(self, letters, size, languages):
        super().__init__()
        self.size = size
        self.mix = nn.Linear(letters + size, size)
        self.out = nn.Linear(size, languages)

    def forward(self, letter, hidden):
        both = torch.cat((letter, hidden), 1)
        hidden = torch.tanh(self.mix(both))
        return self.out(hidden), hidden


model = Elman(57, 128, 18)
rate = 0.005


def train(category, word):
    hidden = torch.zeros(1, model.size)
    model.zero_grad()
    for letter in word:
        guess, hidden = model(letter, hidden)
    loss = nn.functional.cross_entropy(guess, category)
    loss.backward()
    for p in model.parameters():
        p.data.add_(p.grad.data, alpha=-rate)
    return loss.item()
