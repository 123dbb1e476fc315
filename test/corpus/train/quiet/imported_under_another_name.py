from torch import nn, optim
from torch.nn.utils import clip_grad_norm_ as rein_in

lstm = nn.LSTM(4, 4)
opt = optim.Adam(lstm.parameters())
for x in data:
    opt.zero_grad()
    lstm(x)[0].sum().backward()
    rein_in(lstm.parameters(), 1)
    opt.step()
