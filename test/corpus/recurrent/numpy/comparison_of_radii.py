import numpy as np
import matplotlib.pyplot as plt

cases = {
    "contracting": np.array([[0.9, 0.2], [0.0, 0.7]]),
    "expanding": np.array([[1.2, 0.2], [0.0, 1.1]]),
}
for label, mat in cases.items():
    g = np.ones(2)
    out = []
    for _ in range(60):
        g = mat.T @ g
        out.append(np.linalg.norm(g))
    plt.semilogy(out, label=label)
