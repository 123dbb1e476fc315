import tensorflow as tf
from tensorflow.keras import Model, layers

tokens = layers.Input((None,), dtype="int32")
embedded = layers.Embedding(20000, 128)(tokens)
encoded = layers.Bidirectional(layers.LSTM(64))(embedded)
answer = layers.Dense(1, activation="sigmoid")(encoded)
sentiment = Model(tokens, answer)

adam = tf.keras.optimizers.Adam(learning_rate=3e-4)
sentiment.compile(optimizer=adam, loss="binary_crossentropy")
sentiment.fit(reviews, labels)
