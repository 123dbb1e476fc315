from keras import Input, Model
from keras.layers import GRU, Dense
inputs = Input(shape=(100, 12))
x = GRU(64, recurrent_initializer="glorot_uniform")(inputs)
model = Model(inputs, Dense(3)(x))
