# A loop that lets gradients explode: put the cursor on step() and press Ctrl+. to clip them.
import torch
from torch import nn

model = nn.RNN(32, 128, batch_first=True)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)


def train(batches):
    for inputs, target in batches:
        optimizer.zero_grad()
        output, _ = model(inputs)
        loss = nn.functional.mse_loss(output[:, -1], target)
        loss.backward()
        optimizer.step()
