import jax
import optax
from flax import linen as nn
from flax.training.train_state import TrainState


class Labeler(nn.Module):
    @nn.compact
    def __call__(self, x):
        x = nn.RNN(nn.OptimizedLSTMCell(features=32))(x)
        return nn.Dense(5)(x)


model = Labeler()


def create(key, sample):
    params = model.init(key, sample)
    return TrainState.create(apply_fn=model.apply, params=params, tx=optax.adamw(3e-4))


@jax.jit
def train_step(state, batch):
    def loss_fn(params):
        logits = model.apply(params, batch["x"])
        return optax.softmax_cross_entropy(logits, batch["y"]).mean()

    return state.apply_gradients(grads=jax.grad(loss_fn)(state.params))
