import lightning as L
from torch import nn, optim
from torch.nn.utils import clip_grad_norm_


class Tame(L.Callback):
    def on_before_optimizer_step(self, trainer, module, optimizer):
        clip_grad_norm_(module.parameters(), 1.0)


class Module(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(4, 40)

    def training_step(self, batch, _):
        return self.rnn(batch)[0].mean()

    def configure_optimizers(self):
        return optim.Adam(self.parameters())


L.Trainer(callbacks=[Tame()]).fit(Module(), loader)
