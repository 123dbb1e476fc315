import numpy as np
from scipy.integrate import solve_ivp
A = np.array([[-0.1, 2.0], [-2.0, -0.1]])
sol = solve_ivp(lambda t, x: A @ x, (0, 25), [2.0, 0.0])
