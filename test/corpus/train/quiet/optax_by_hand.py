import jax
import jax.numpy as jnp
import optax
from flax import linen as nn

cell = nn.RNN(nn.GRUCell(features=32))
tx = optax.adam(1e-3)


def step(params, opt_state, x, y):
    grads = jax.grad(lambda p: ((cell.apply(p, x) - y) ** 2).mean())(params)
    grads = jax.tree_util.tree_map(lambda g: jnp.clip(g, -1.0, 1.0), grads)
    updates, opt_state = tx.update(grads, opt_state, params)
    return optax.apply_updates(params, updates), opt_state
