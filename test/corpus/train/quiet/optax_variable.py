import jax
import optax
from flax import linen as nn

model = nn.RNN(nn.SimpleCell(features=8))
clip = optax.clip_by_global_norm(0.5)
tx = optax.chain(clip, optax.sgd(1e-1))


def step(params, state, x):
    grads = jax.grad(lambda p: model.apply(p, x).mean())(params)
    updates, state = tx.update(grads, state)
    return optax.apply_updates(params, updates), state
