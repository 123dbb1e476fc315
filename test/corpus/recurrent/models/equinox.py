import equinox as eqx, jax
class Model(eqx.Module):
    cell: eqx.nn.GRUCell
    def __init__(self, key):
        self.cell = eqx.nn.GRUCell(2, 64, key=key)
