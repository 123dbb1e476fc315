import numpy as np
from PIL import Image
affine = np.array([[0.9, 0.1, 5.0], [-0.1, 0.9, 2.0], [0.0, 0.0, 1.0]])
im = Image.fromarray(x).transform((64, 64), Image.AFFINE, affine.ravel()[:6])
