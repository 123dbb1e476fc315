import tensorflow as tf

cell = tf.nn.rnn_cell.BasicRNNCell(100)
outputs, _ = tf.nn.dynamic_rnn(cell, inputs, dtype=tf.float32)
cost = tf.reduce_mean(tf.square(outputs - labels))
variables = tf.trainable_variables()
gradients, _ = tf.clip_by_global_norm(tf.gradients(cost, variables), 5)
train = tf.train.AdamOptimizer(1e-3).apply_gradients(zip(gradients, variables))
