const Whh = [0.4 0.3; -0.2 0.6]
step(h, x) = tanh.(Whh * h .+ x)
