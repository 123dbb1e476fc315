import torch
from torch import nn

critic = nn.LSTM(6, 20)
rms = torch.optim.RMSprop(critic.parameters(), lr=5e-5)
for real, fake in pairs:
    rms.zero_grad()
    gap = critic(fake)[0].mean() - critic(real)[0].mean()
    gap.backward()
    rms.step()
    for weight in critic.parameters():
        weight.data.clamp_(-0.01, 0.01)
