from torch import nn
from transformers import Trainer, TrainingArguments

model = nn.LSTM(8, 8)
Trainer(model=model, args=TrainingArguments(output_dir="runs", learning_rate=1e-4)).train()
