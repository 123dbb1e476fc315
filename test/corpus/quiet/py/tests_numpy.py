import numpy as np
from numpy.testing import assert_allclose

def test_inverse():
    a = np.array([[1.5, 2.0], [0.5, 4.0]])
    expected = np.array([[0.8, -0.4], [-0.1, 0.3]])
    assert_allclose(np.linalg.inv(a), expected)
