import torch
from torch import nn

policy = nn.Sequential(nn.Linear(4, 64), nn.ReLU(), nn.Linear(64, 2))
optimizer = torch.optim.Adam(policy.parameters())
state = env.reset()
for _ in range(1000):
    action = policy(torch.as_tensor(state)).argmax().item()
    state, reward, done, _ = env.step(action)
    loss = -reward * policy(torch.as_tensor(state)).log_softmax(-1)[action]
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
