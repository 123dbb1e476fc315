from keras.layers import GRU, Dense
from keras.models import Sequential

forecast = Sequential()
forecast.add(GRU(32, input_shape=(48, 3)))
forecast.add(Dense(12))
forecast.compile(loss="mae", optimizer="rmsprop")
forecast.fit(windows, targets, epochs=20)
