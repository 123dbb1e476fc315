import numpy as np
lap = np.array([[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]])
for level in range(4):
    img = scipy.signal.convolve2d(img, lap, mode="same")
