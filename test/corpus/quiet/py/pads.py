import torch.nn.functional as F, numpy as np
x = F.pad(x, (1, 1, 2, 2))
y = np.pad(y, ((0, 0), (3, 3)), mode="constant")
z = np.pad(z, [[1, 2], [0.0, 0.0]])
