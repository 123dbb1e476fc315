import cv2, numpy as np
kernel = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]], np.float32) / 16
for _ in range(5):
    img = cv2.filter2D(img, -1, kernel)
