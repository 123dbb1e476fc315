from mxnet.gluon import rnn
layer = rnn.GRU(100, 3)
