from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import SimpleRNN, Dense
model = Sequential()
model.add(SimpleRNN(20, activation="relu", input_shape=[None, 1]))
model.add(Dense(1))
