import matplotlib.pyplot as plt
import numpy as np

# two recurrent weight matrices
W1 = np.array([[1.5, 0], [0, 0.5]])
W2 = np.array([[0.9, 0], [0, 0.8]])


def plot_gradient(W, title):
    norms = []
    for k in range(30):
        norms.append(np.linalg.norm(np.linalg.matrix_power(W, k)))
    plt.plot(norms, label=title)


plot_gradient(W1, "exploding")
plot_gradient(W2, "vanishing")
plt.legend()
plt.show()
