import numpy as np
import pytest

@pytest.mark.parametrize("n", [0, 1, 2])
def test_power(n):
    m = np.array([[1, 2], [3, 4]])
    assert np.array_equal(np.linalg.matrix_power(m, n), expected[n])
