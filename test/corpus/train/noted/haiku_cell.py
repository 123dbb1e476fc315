import haiku as hk
import jax
import optax


def forward(sequence):
    core = hk.VanillaRNN(48)
    outputs, _ = hk.dynamic_unroll(core, sequence, core.initial_state(16))
    return hk.Linear(1)(outputs)


network = hk.transform(forward)
rule = optax.sgd(1e-2, momentum=0.9)


def objective(params, batch):
    return ((network.apply(params, None, batch["x"]) - batch["y"]) ** 2).mean()


def step(params, opt_state, batch):
    grads = jax.grad(objective)(params, batch)
    updates, opt_state = rule.update(grads, opt_state)
    return optax.apply_updates(params, updates), opt_state
