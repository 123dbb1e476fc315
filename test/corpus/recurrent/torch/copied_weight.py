import torch
rnn = torch.nn.RNN(2, 2)
with torch.no_grad():
    rnn.weight_hh_l0.copy_(torch.tensor([[0.5, 0.4], [0.3, 0.2]]))
