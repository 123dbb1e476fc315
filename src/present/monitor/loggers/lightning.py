import json
import math

from lightning.pytorch.callbacks import Callback


class GradientLogger(Callback):
    """Appends one JSON line a step with the norm of every parameter's gradient, before Lightning clips it.

    Trainer(callbacks=[GradientLogger("gradients.jsonl")])
    """

    def __init__(self, path="gradients.jsonl"):
        self.path = path

    def on_before_optimizer_step(self, trainer, pl_module, optimizer):
        norms = {name: p.grad.norm().item() for name, p in pl_module.named_parameters() if p.grad is not None}
        record = {"step": trainer.global_step, "grad_norm": math.hypot(*norms.values()), "grad_norms": norms}
        with open(self.path, "a") as file:
            file.write(json.dumps(record) + "\n")
