import jax
import optax
from flax import linen as nn
from flax.training import train_state


class Perceptron(nn.Module):
    @nn.compact
    def __call__(self, x):
        return nn.Dense(1)(nn.relu(nn.Dense(64)(x)))


model = Perceptron()
state = train_state.TrainState.create(apply_fn=model.apply, params=weights, tx=optax.adam(1e-3))


def train_step(state, batch):
    def loss(params):
        return ((state.apply_fn(params, batch["x"]) - batch["y"]) ** 2).mean()

    value, grads = jax.value_and_grad(loss)(state.params)
    return state.apply_gradients(grads=grads), value


for batch in batches:
    state, value = train_step(state, batch)
