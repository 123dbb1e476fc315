import numpy as np
u = np.array([[0.5, 0.1], [0.25, 0.2]])
plt.plot(time, u[:, 0])
