import numpy as np
# turn a little each frame
Rz = np.array([[0.9998, -0.0175, 0.0], [0.0175, 0.9998, 0.0], [0.0, 0.0, 1.0]])
pose = np.eye(3)
for frame in range(360):
    pose = Rz @ pose
    draw(pose)
