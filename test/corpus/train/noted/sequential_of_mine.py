import torch
from torch import nn

stem = nn.Conv1d(1, 16, 3)
memory = nn.LSTM(16, 64, batch_first=True)
top = nn.Linear(64, 2)
parameters = [*stem.parameters(), *memory.parameters(), *top.parameters()]
sgd = torch.optim.SGD(parameters, lr=0.01, momentum=0.9)
for wave, label in recordings:
    sgd.zero_grad()
    hidden, _ = memory(stem(wave).transpose(1, 2))
    nn.functional.cross_entropy(top(hidden[:, -1]), label).backward()
    sgd.step()
