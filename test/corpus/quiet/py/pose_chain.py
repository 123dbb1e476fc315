import numpy as np
T_base_cam = np.array([[0., -1., 0., 0.1], [1., 0., 0., 0.2], [0., 0., 1., 0.55], [0., 0., 0., 1.]])
T_cam_tag = np.array([[1., 0., 0., 0.], [0., 0.8, -0.6, 0.], [0., 0.6, 0.8, 1.5], [0., 0., 0., 1.]])
T_base_tag = T_base_cam @ T_cam_tag
