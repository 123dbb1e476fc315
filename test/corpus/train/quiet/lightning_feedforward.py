import lightning as L
from torch import nn, optim


class Classifier(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))

    def training_step(self, batch, _):
        return nn.functional.cross_entropy(self.net(batch[0]), batch[1])

    def configure_optimizers(self):
        return optim.Adam(self.parameters())


L.Trainer(max_epochs=1).fit(Classifier(), loader)
