import cv2
import numpy as np

camera_matrix = np.array([[718.856, 0.0, 607.1928], [0.0, 718.856, 185.2157], [0.0, 0.0, 1.0]])
dist = np.zeros(5)
rvec, tvec = cv2.solvePnP(object_points, image_points, camera_matrix, dist)[1:]
