import numpy as np
rgb2yuv = np.array([[0.299, 0.587, 0.114], [-0.147, -0.289, 0.436], [0.615, -0.515, -0.100]])
yuv = rgb @ rgb2yuv.T
