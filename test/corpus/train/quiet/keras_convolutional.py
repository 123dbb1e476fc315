from keras import Sequential, layers

images = Sequential([layers.Conv2D(8, 3), layers.Flatten(), layers.Dense(10)])
images.compile(optimizer="sgd", loss="sparse_categorical_crossentropy")
images.fit(x, y)
