import torch
from torch import nn

import clip

image_model, preprocess = clip.load("ViT-B/32")
probe = nn.Linear(512, 10)
optimizer = torch.optim.SGD(probe.parameters(), lr=0.1)
for images, labels in loader:
    loss = nn.functional.cross_entropy(probe(image_model.encode_image(images)), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
