import tensorflow as tf
U = tf.constant([[0.3, 0.7], [0.45, 0.1]])
states = tf.scan(lambda h, x: tf.tanh(tf.linalg.matvec(U, h) + x), xs, initializer=tf.zeros(2))
