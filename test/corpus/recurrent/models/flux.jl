using Flux
m = Chain(LSTM(10 => 64), Dense(64 => 2))
