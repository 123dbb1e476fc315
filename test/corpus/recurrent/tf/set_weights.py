import numpy as np
from keras.layers import SimpleRNN
kernel = np.array([[0.5, 0.2], [0.3, 0.1]])
rec = np.array([[0.9, 0.4], [-0.4, 0.9]])
layer = SimpleRNN(2)
layer.build((None, 5, 2))
layer.set_weights([kernel, rec, np.zeros(2)])
