import numpy as np
H = np.array([[1.2, 0.1, -30.0], [0.05, 0.95, 12.0], [0.0002, 0.0001, 1.0]])
warped = cv2.warpPerspective(image, H, (640, 480))
