import numpy as np
from keras import layers
def test_dense():
    kernel = np.array([[1.5, 2.5], [0.5, -1.5]])
    layer = layers.Dense(2, weights=[kernel, np.zeros(2)])
    out = layer(np.array([[1.0, 2.0]]))
    assert out.shape == (1, 2)
