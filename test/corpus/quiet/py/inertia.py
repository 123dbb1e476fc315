import numpy as np
inertia = np.array([[0.12, 0.01, 0.0], [0.01, 0.15, 0.0], [0.0, 0.0, 0.2]])
omega_dot = np.linalg.inv(inertia) @ (tau - np.cross(omega, inertia @ omega))
