import torch
w = torch.tensor([[0.2, 0.8], [0.6, 0.4]])
criterion = torch.nn.CrossEntropyLoss(weight=w[0])
