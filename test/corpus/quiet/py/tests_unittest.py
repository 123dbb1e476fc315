import unittest
import numpy as np

class TestMatMul(unittest.TestCase):
    def test_product(self):
        w = np.array([[0.1, 0.2], [0.3, 0.4]])
        x = np.array([[1.0], [2.0]])
        self.assertTrue(np.allclose(w @ x, np.array([[0.5], [1.1]])))
        self.assertEqual(w.tolist(), [[0.1, 0.2], [0.3, 0.4]])
