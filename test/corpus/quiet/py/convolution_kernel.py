import numpy as np
from scipy.ndimage import convolve
sobel_x = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
sharpen = np.array([[0.0, -0.5, 0.0], [-0.5, 3.0, -0.5], [0.0, -0.5, 0.0]])
edges = convolve(image, sobel_x)
out = convolve(image, sharpen)
