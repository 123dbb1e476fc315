# An LSTM's recurrent kernel; weight_hh_l0, W_hh
shape = [[4, 2], [2, 4]]
noise = [[0.5, 0.1], [0.3, 0.2]]
