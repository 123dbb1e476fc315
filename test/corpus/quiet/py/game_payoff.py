import numpy as np
payoff = np.array([[3.0, 0.0], [5.0, 1.0]])
x = np.array([0.5, 0.5])
for _ in range(1000):
    fitness = payoff @ x
    x = x * fitness / (x @ fitness)
