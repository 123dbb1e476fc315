import json
import math


def log_gradients(model, step, file, **figures):
    """Appends one JSON line with the norm of every parameter's gradient and of all together.

    Call it between loss.backward() and clipping, so that it sees what clipping will cut (with AMP: after
    scaler.unscale_(optimizer)):

        log_gradients(model, step, log, loss=loss.item())    # log = open("gradients.jsonl", "a")
    """
    norms = {name: p.grad.norm().item() for name, p in model.named_parameters() if p.grad is not None}
    record = {"step": step, **figures, "grad_norm": math.hypot(*norms.values()), "grad_norms": norms}
    file.write(json.dumps(record) + "\n")
    file.flush()
