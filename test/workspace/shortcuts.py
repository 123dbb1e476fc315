"""Where the shortcut "σ_max > 1 explodes" is wrong."""

import math

import numpy as np
import torch

# σ_max is about 10, yet the gradient vanishes: it grows 10-fold first, then decays like 0.5^k.
W_transient = np.array([
    [0.5, 10.0],
    [0.0, 0.5],
])

# ρ is exactly 1, yet the powers grow, like k.
W_defective = torch.tensor([[1.0, 1.0], [0.0, 1.0]])

# σ_max is exactly 1, yet nothing is left after three steps.
W_shift = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0]], dtype=np.float64)

# A rotation keeps every gradient: all singular values are 1.
W_rotation = np.array([[math.cos(0.3), -math.sin(0.3)], [math.sin(0.3), math.cos(0.3)]])

# Orthogonal up to a factor: 2**-0.5 undoes it.
W_scaled = 2**-0.5 * np.array([[1.0, -1.0], [1.0, 1.0]])
W_identity = 0.9 * np.eye(64)

# Not a matrix: the second row is too short. The hint says so.
W_ragged = np.array([[1.0, 2.0], [3.0]])
