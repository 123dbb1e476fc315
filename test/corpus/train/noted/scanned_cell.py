import jax, optax
import jax.numpy as jnp
import flax.linen as nn

class M(nn.Module):
    @nn.compact
    def __call__(self, xs):
        cell = nn.scan(nn.LSTMCell, variable_broadcast="params", split_rngs={"params": False})(features=8)
        carry = cell.initialize_carry(jax.random.PRNGKey(0), xs[0].shape)
        return cell(carry, xs)[1]

model = M()
opt = optax.adam(1e-3)

def loss_fn(params, x, y):
    return jnp.mean((model.apply(params, x) - y) ** 2)

@jax.jit
def train_step(params, opt_state, x, y):
    loss, grads = jax.value_and_grad(loss_fn)(params, x, y)
    updates, opt_state = opt.update(grads, opt_state)
    params = optax.apply_updates(params, updates)
    return params, opt_state, loss
