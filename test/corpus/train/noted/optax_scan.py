import jax
import jax.numpy as jnp
import optax


def loss(weights, inputs, targets):
    def tick(h, x):
        h = jnp.tanh(weights["in"] @ x + weights["rec"] @ h)
        return h, weights["out"] @ h

    _, outputs = jax.lax.scan(tick, jnp.zeros(64), inputs)
    return jnp.mean((outputs - targets) ** 2)


optimizer = optax.chain(optax.add_decayed_weights(1e-4), optax.adam(1e-3))


@jax.jit
def update(weights, memory, inputs, targets):
    gradients = jax.grad(loss)(weights, inputs, targets)
    changes, memory = optimizer.update(gradients, memory, weights)
    return optax.apply_updates(weights, changes), memory
