import torch.nn as nn
rnn = nn.RNN(input_size=8, hidden_size=64, num_layers=2, nonlinearity="relu")
