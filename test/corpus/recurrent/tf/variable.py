import tensorflow as tf
W_rec = tf.Variable([[0.5, 0.25], [0.25, 0.5]])
state = tf.zeros([1, 2])
for i in range(10):
    state = tf.tanh(tf.matmul(state, W_rec) + inputs[i])
