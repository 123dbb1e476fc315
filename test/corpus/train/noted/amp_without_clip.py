import torch
from torch.cuda.amp import GradScaler, autocast

acoustic = torch.nn.LSTM(80, 512, num_layers=3).cuda()
updates = torch.optim.AdamW(acoustic.parameters(), lr=3e-4)
mixed = GradScaler()
for features, target in loader:
    updates.zero_grad(set_to_none=True)
    with autocast():
        loss = torch.nn.functional.smooth_l1_loss(acoustic(features)[0], target)
    mixed.scale(loss).backward()
    mixed.step(updates)
    mixed.update()
