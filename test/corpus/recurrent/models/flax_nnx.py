from flax import nnx
rnn = nnx.RNN(nnx.GRUCell(in_features=8, hidden_features=32, rngs=nnx.Rngs(0)))
