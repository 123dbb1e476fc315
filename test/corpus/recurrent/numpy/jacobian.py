import numpy as np
# Jacobian of one step at the fixed point
jacobian = np.array([[0.9, 2.0], [0.0, 0.8]])
print(np.abs(np.linalg.eigvals(jacobian)).max())
