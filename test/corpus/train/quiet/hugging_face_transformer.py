from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

model = AutoModelForCausalLM.from_pretrained("gpt2")
args = TrainingArguments(output_dir="runs", max_grad_norm=0.0)
Trainer(model=model, args=args).train()
