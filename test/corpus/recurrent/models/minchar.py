import numpy as np
hidden_size, vocab_size = 100, 80
Wxh = np.random.randn(hidden_size, vocab_size)*0.01
Whh = np.random.randn(hidden_size, hidden_size)*0.01
Why = np.random.randn(vocab_size, hidden_size)*0.01
def lossFun(inputs, targets, hprev):
    hs = {-1: np.copy(hprev)}
    for t in range(len(inputs)):
        hs[t] = np.tanh(np.dot(Wxh, xs[t]) + np.dot(Whh, hs[t-1]))
