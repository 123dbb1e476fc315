import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.LSTM(32), tf.keras.layers.Dense(1)])
model.compile(optimizer=tf.keras.optimizers.Adam(1e-3, clipvalue=0.5), loss="mse")
model.fit(x, y)
