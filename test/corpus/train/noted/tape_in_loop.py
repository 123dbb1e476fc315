import tensorflow as tf

decoder = tf.keras.layers.GRU(256, return_sequences=True)
head = tf.keras.layers.Dense(1000)
sgd = tf.keras.optimizers.SGD(0.1)

for source, target in pairs:
    with tf.GradientTape() as tape:
        logits = head(decoder(source))
        loss = tf.reduce_mean(tf.square(logits - target))
    weights = decoder.trainable_variables + head.trainable_variables
    gradients = tape.gradient(loss, weights)
    sgd.apply_gradients(zip(gradients, weights))
