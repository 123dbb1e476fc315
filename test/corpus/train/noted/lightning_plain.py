import lightning.pytorch as L
from torch import nn, optim


class Base(L.LightningModule):
    def configure_optimizers(self):
        return optim.SGD(self.parameters(), lr=0.1)


class Seq(Base):
    def __init__(self):
        super().__init__()
        self.net = nn.RNN(5, 100)

    def training_step(self, batch, index):
        return self.net(batch)[0].pow(2).mean()


def main(data):
    module = Seq()
    runner = L.Trainer(
        max_epochs=2,
        log_every_n_steps=5,
    )
    runner.fit(module, data)
