import torch
from torch import nn
class M(nn.Module):
    def __init__(self):
        super().__init__()
        self.cells = nn.ModuleList([nn.LSTMCell(8, 8) for _ in range(2)])
model = M()
model = nn.DataParallel(model).cuda()
model = torch.compile(model)
opt = torch.optim.AdamW([
    {"params": [p for n, p in model.named_parameters() if "bias" in n], "weight_decay": 0.0},
    {"params": [p for n, p in model.named_parameters() if "bias" not in n]},
])
for batch in loader:
    loss = model(batch)
    loss.backward()
    opt.step()
    opt.zero_grad()
