/** Where a person's training reads its clipping threshold. */
export interface ClippingCode {
  readonly framework: string;
  /** The line of code or the configuration's key with the value. */
  readonly code: string;
}

/**
 * The line for a threshold on the global norm, per framework; the one that wrote the log (by its format's name) first.
 * icefall clips at a multiple of the running median, so it needs that median.
 */
export function clippingCode(threshold: number, format: string, median: number | null): ClippingCode[] {
  const value = String(Number(threshold.toPrecision(3)));
  const scale = median !== null && median > 0 ? String(Number((threshold / median).toPrecision(3))) : null;
  const all: ClippingCode[] = [
    { framework: 'PyTorch', code: `torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=${value})` },
    { framework: 'Hugging Face Trainer', code: `TrainingArguments(max_grad_norm=${value})` },
    { framework: 'Lightning', code: `Trainer(gradient_clip_val=${value}, gradient_clip_algorithm="norm")` },
    { framework: 'Keras', code: `keras.optimizers.Adam(global_clipnorm=${value})` },
    { framework: 'optax', code: `optax.clip_by_global_norm(${value})` },
    { framework: 'fairseq', code: `--clip-norm ${value}` },
    { framework: 'ESPnet2', code: `grad_clip: ${value}` },
    { framework: 'Megatron-LM', code: `--clip-grad ${value}` },
    { framework: 'DeepSpeed', code: `"gradient_clipping": ${value}` },
    { framework: 'MMEngine', code: `optim_wrapper = dict(clip_grad=dict(max_norm=${value}, norm_type=2))` },
    ...(scale === null ? [] : [{ framework: 'icefall', code: `ScaledAdam(clipping_scale=${scale})` }]),
  ];
  const own = all.filter(({ framework }) => format.includes(framework));
  return [...own, ...all.filter((entry) => !own.includes(entry))];
}
