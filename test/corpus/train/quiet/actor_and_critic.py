import torch
from torch import nn

class Actor(nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = nn.GRUCell(2, 2)

actor = Actor()
critic = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
actor_opt = torch.optim.Adam(actor.parameters())
critic_opt = torch.optim.Adam(critic.parameters())

def learn_critic(x, y):
    critic_opt.zero_grad()
    ((critic(x) - y) ** 2).mean().backward()
    critic_opt.step()

def learn_actor(x):
    actor_opt.zero_grad()
    (-critic(actor.gru(x))).mean().backward()
    nn.utils.clip_grad_norm_(actor.parameters(), 1.)
    actor_opt.step()
