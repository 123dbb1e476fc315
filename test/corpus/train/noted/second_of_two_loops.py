import torch
from torch import nn

speech = nn.LSTM(40, 128)
first = torch.optim.Adam(speech.parameters(), 1e-3)
for x, y in warmup:
    first.zero_grad()
    nn.functional.mse_loss(speech(x)[0], y).backward()
    nn.utils.clip_grad_norm_(speech.parameters(), 0.5)
    first.step()

second = torch.optim.SGD(speech.parameters(), 1e-2)
for x, y in main:
    second.zero_grad()
    nn.functional.mse_loss(speech(x)[0], y).backward()
    second.step()
