import numpy as np
def test_jac():
    expected_jacobian = np.array([[2.0, 0.5], [0.25, 4.0]])
    np.testing.assert_allclose(jacfwd(f)(x0), expected_jacobian)
