import json
import math

import keras
import tensorflow as tf


class GradientLogger(keras.callbacks.Callback):
    """Appends one JSON line every few batches with the norm of every variable's gradient on one sample batch.

    model.fit(..., callbacks=[GradientLogger(x_train[:32], y_train[:32])])

    Keras hands no gradients to callbacks, so they are computed anew on the sample; the optimizer's clipping is not in them.
    """

    def __init__(self, x, y, path="gradients.jsonl", every=10):
        super().__init__()
        self.x, self.y, self.path, self.every = tf.convert_to_tensor(x), tf.convert_to_tensor(y), path, every
        self.step = 0

    def on_train_batch_end(self, batch, logs=None):
        self.step += 1
        if self.step % self.every:
            return
        variables = self.model.trainable_variables
        with tf.GradientTape() as tape:
            prediction = self.model(self.x, training=True)
            loss = self.model.compute_loss(x=self.x, y=self.y, y_pred=prediction)
        gradients = tape.gradient(loss, variables)
        norms = {
            getattr(variable, "path", variable.name): float(tf.norm(tf.convert_to_tensor(gradient)))
            for variable, gradient in zip(variables, gradients)
            if gradient is not None
        }
        record = {"step": self.step, "loss": float(loss), "grad_norm": math.hypot(*norms.values()), "grad_norms": norms}
        with open(self.path, "a") as file:
            file.write(json.dumps(record) + "\n")
