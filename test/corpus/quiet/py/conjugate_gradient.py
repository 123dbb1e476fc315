import numpy as np
A = np.array([[4.0, 1.0], [1.0, 3.0]])
r = p = b - A @ x
while np.linalg.norm(r) > 1e-8:
    Ap = A @ p
    alpha = (r @ r) / (p @ Ap)
    x = x + alpha * p
    r_new = r - alpha * Ap
    p = r_new + (r_new @ r_new) / (r @ r) * p
    r = r_new
