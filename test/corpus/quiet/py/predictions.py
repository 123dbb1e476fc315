import torch
logits = torch.tensor([[2.5, 0.3], [0.1, 1.9]])
labels = torch.tensor([0, 1])
loss = torch.nn.functional.cross_entropy(logits, labels)
