import numpy as np

rng = np.random.default_rng(0)
Wx, Wh, Wy = rng.normal(0, 0.1, (32, 8)), rng.normal(0, 0.1, (32, 32)), rng.normal(0, 0.1, (4, 32))


def forward_backward(xs, ys):
    hs, loss = {-1: np.zeros(32)}, 0.0
    for t in range(len(xs)):
        hs[t] = np.tanh(Wx @ xs[t] + Wh @ hs[t - 1])
        loss += 0.5 * np.sum((Wy @ hs[t] - ys[t]) ** 2)
    dWx, dWh, dWy = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(Wy)
    later = np.zeros(32)
    for t in reversed(range(len(xs))):
        error = Wy @ hs[t] - ys[t]
        dWy += np.outer(error, hs[t])
        da = (Wy.T @ error + later) * (1 - hs[t] ** 2)
        dWx += np.outer(da, xs[t])
        dWh += np.outer(da, hs[t - 1])
        later = Wh.T @ da
    return loss, dWx, dWh, dWy


for xs, ys in sequences:
    loss, dWx, dWh, dWy = forward_backward(xs, ys)
    for weight, dweight in zip((Wx, Wh, Wy), (dWx, dWh, dWy)):
        weight -= 0.01 * dweight
