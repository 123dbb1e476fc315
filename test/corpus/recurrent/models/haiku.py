import haiku as hk
def net(xs):
    core = hk.LSTM(128)
    return hk.dynamic_unroll(core, xs, core.initial_state(4))
