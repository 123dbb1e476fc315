import numpy as np
def test_update():
    W_expected = np.array([[0.9, -0.1], [0.2, 0.8]])
    np.testing.assert_almost_equal(layer.W, W_expected)
