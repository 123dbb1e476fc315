from tensorflow import keras
model = keras.Sequential([
    keras.layers.Input((60, 4)),
    keras.layers.LSTM(32, return_sequences=True),
    keras.layers.LSTM(32),
    keras.layers.Dense(1),
])
