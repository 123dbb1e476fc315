import numpy as np
cube = np.array([[-1.0, -1.0, 1.0], [1.0, -1.0, 1.0], [1.0, 1.0, 1.0]])
while running:
    angle += 0.01
    rotated = rotation_x(angle) @ cube.T
    draw(rotated)
