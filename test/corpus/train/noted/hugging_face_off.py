from torch import nn
from transformers import Trainer, TrainingArguments


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.LSTM(50, 50, bidirectional=True)

    def forward(self, x, labels=None):
        return {"loss": self.body(x)[0].mean()}


settings = TrainingArguments(
    output_dir="runs",
    learning_rate=1e-3,
    max_grad_norm=float("inf"),
)
trainer = Trainer(Tagger(), settings)
trainer.train()
