import type { Scope } from './scope';
import { walk } from './tree/node';
import { cellOf, foldKey } from './words';

/** Keys that only attention has, and those of trainers for pretrained language models. */
const attentionKeys =
  /^(?:(?:num|n)_(?:attention_|kv_|key_value_)?heads?|nhead|heads?|aheads|(?:encoder_|decoder_)?(?:attention|attn)_heads|d_model|ffn_dim|lora_(?:r|alpha|rank)|base_model|(?:pretrained_)?model_name_or_path|max_position_embeddings)$/;
const naming =
  /^(?:_name|arch|architectures?|model(?:_type|_name|_class|_module)?|name|type|encoder(?:_type)?|decoder(?:_type)?|_target_|class_path|backbone)$/;
const transformers =
  /transformer|conformer|former\b|bert|electra|\bgpt|llama|mistral|qwen|\bt5\b|bart\b|whisper|wav2vec|hubert|\bvit\b|clip_vit|diffusion|unet|xlnet/i;

/** Whether the document configures a transformer and no recurrent network: its clipping is not about time. */
export function isTransformer(scope: Scope): boolean {
  let found = false;
  for (const { key, value } of walk(scope.root)) {
    if (typeof key !== 'string') continue;
    const folded = foldKey(key);
    if (naming.test(folded) && cellOf(value)) return false;
    found ||=
      attentionKeys.test(folded) ||
      (naming.test(folded) && typeof value === 'string' && transformers.test(value));
  }
  return found;
}
