import jax.numpy as jnp
from jax import lax
M = jnp.array([[1.01, 0.0], [0.3, 0.99]])
v = lax.fori_loop(0, 250, lambda i, v: M @ v, jnp.ones(2))
