import numpy as np


class TestPowers:
    def test_matches_products(self):
        a = np.array([[0.5, 1.5], [0.25, 0.75]])
        product = np.eye(2)
        for k in range(1, 6):
            product = np.dot(product, a)
            assert np.allclose(np.linalg.matrix_power(a, k), product)
