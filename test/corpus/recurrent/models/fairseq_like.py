import torch.nn as nn
class LSTMDecoder(nn.Module):
    def __init__(self, embed_dim=512, hidden_size=512, num_layers=1):
        super().__init__()
        self.layers = nn.ModuleList([
            nn.LSTMCell(input_size=embed_dim if i == 0 else hidden_size, hidden_size=hidden_size)
            for i in range(num_layers)
        ])
