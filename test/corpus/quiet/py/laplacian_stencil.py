import numpy as np
stencil = np.array([[0.05, 0.2, 0.05], [0.2, -1.0, 0.2], [0.05, 0.2, 0.05]])
for step in range(10000):
    u += 0.2 * convolve2d(u, stencil, mode='same', boundary='wrap')
