import keras


def build(width, cell):
    inputs = keras.Input((100, 6))
    outputs = keras.layers.RNN(cell(width))(inputs)
    return keras.Model(inputs, keras.layers.Dense(3)(outputs))


model = build(64, keras.layers.LSTMCell)
model.compile(keras.optimizers.SGD(0.5, clipnorm=None), "mse")
model.fit(x, y)
