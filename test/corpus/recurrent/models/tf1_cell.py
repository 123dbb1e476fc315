import tensorflow as tf
cell = tf.nn.rnn_cell.BasicLSTMCell(128, forget_bias=1.0)
outputs, state = tf.nn.dynamic_rnn(cell, inputs, dtype=tf.float32)
