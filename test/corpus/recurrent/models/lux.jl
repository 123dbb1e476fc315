using Lux
cell = Recurrence(RNNCell(3 => 32, tanh))
