import tensorflow.compat.v1 as tf

tf.disable_eager_execution()
inputs = tf.placeholder(tf.float32, [None, 30, 8])
labels = tf.placeholder(tf.float32, [None, 1])
cell = tf.nn.rnn_cell.LSTMCell(64)
states, last = tf.nn.dynamic_rnn(cell, inputs, dtype=tf.float32)
loss = tf.reduce_mean(tf.square(tf.layers.dense(last.h, 1) - labels))
train = tf.train.AdamOptimizer(1e-3).minimize(loss)
