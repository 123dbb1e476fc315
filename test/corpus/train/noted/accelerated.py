from accelerate import Accelerator
from torch import nn, optim

hub = Accelerator()
translator = nn.GRU(256, 256, num_layers=4)
updater = optim.AdamW(translator.parameters())
translator, updater, batches = hub.prepare(translator, updater, batches)
for source, target in batches:
    updater.zero_grad()
    loss = nn.functional.mse_loss(translator(source)[0], target)
    hub.backward(loss)
    updater.step()
