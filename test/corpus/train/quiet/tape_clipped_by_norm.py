import tensorflow as tf

rnn = tf.keras.layers.SimpleRNN(64)
optimizer = tf.keras.optimizers.RMSprop(1e-3)


@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(rnn(x) - y))
    gradients = tape.gradient(loss, rnn.trainable_variables)
    gradients, _ = tf.clip_by_global_norm(gradients, 5.0)
    optimizer.apply_gradients(zip(gradients, rnn.trainable_variables))
