from torch import nn, optim


class Memory(nn.Module):
    def __init__(self):
        super().__init__()
        self.core = nn.LSTMCell(32, 64)
        self.value = nn.Linear(64, 1)


class Agent:
    def __init__(self):
        self.network = Memory()
        self.optimizer = optim.RMSprop(self.network.parameters(), lr=7e-4)

    def accumulate(self, loss):
        loss.backward()

    def commit(self):
        self.optimizer.step()
        self.optimizer.zero_grad()
