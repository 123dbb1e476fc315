import numpy as np

U, W, V = (0.01 * np.random.randn(*s) for s in ((64, 9), (64, 64), (9, 64)))


def gradients(xs, ys):
    hs = {-1: np.zeros((64, 1))}
    for t, x in enumerate(xs):
        hs[t] = np.tanh(np.dot(U, x) + np.dot(W, hs[t - 1]))
    dU, dW, dV = np.zeros_like(U), np.zeros_like(W), np.zeros_like(V)
    following = np.zeros((64, 1))
    for t in reversed(range(len(xs))):
        dy = np.dot(V, hs[t]) - ys[t]
        dV += np.dot(dy, hs[t].T)
        raw = (1 - hs[t] ** 2) * (np.dot(V.T, dy) + following)
        dU += np.dot(raw, xs[t].T)
        dW += np.dot(raw, hs[t - 1].T)
        following = np.dot(W.T, raw)
    for d in (dU, dW, dV):
        np.clip(d, -5, 5, out=d)
    return dU, dW, dV


for xs, ys in data:
    dU, dW, dV = gradients(xs, ys)
    U -= 0.1 * dU
    W -= 0.1 * dW
    V -= 0.1 * dV
