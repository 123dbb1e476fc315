from keras.layers import Dense
import numpy as np
dense = Dense(2)
dense.build((None, 2))
dense.set_weights([np.array([[0.5, 0.1], [0.2, 0.4]]), np.zeros(2)])
