/** What kind of network an architecture is; `transformer` where the names leave open which of its halves. */
export type Form =
  | 'transformer'
  | 'decoder'
  | 'encoder'
  | 'encoder-decoder'
  | 'two-encoders'
  | 'convolutional'
  | 'u-net'
  | 'mixer';

/**
 * An architecture by the names of its parameters, as `plainPath` gives them with `#` for every number. Most add the output of a block
 * to its input.
 */
export interface Family {
  readonly name: string;
  readonly form: Form;
  /** One pattern a stack of blocks; its first group ends with the block's number. */
  readonly stacks: readonly RegExp[];
  /** What else has to be among the names. */
  readonly marks?: readonly RegExp[];
  /** What must not be. */
  readonly without?: RegExp;
  /** The outputs of its blocks take the place of their inputs, or stand beside them. */
  readonly plain?: true;
}

const family = (name: string, form: Form, ...stacks: readonly RegExp[]): Family => ({ name, form, stacks });
const plain = (...args: Parameters<typeof family>): Family => ({ ...family(...args), plain: true });
const gated = /\.mlp\.gate_proj$/;
const cross = /(?:^|\.)decoder\.layers\.#\.(?:encoder_attn|cross_attn|cross_attention|multihead_attn)/;

/**
 * Families, the one that asks for more first. The names are those of the released checkpoints: Hugging Face's transformers and
 * diffusers, timm, torchvision, torch.nn, fairseq, and the authors' own where they differ.
 */
export const families: readonly Family[] = [
  // Speech and pictures with text.
  {
    ...family('wav2vec', 'encoder', /(?:^|\.)(encoder\.layers\.#)\.(?:attention|self_attn)\.q_proj$/),
    marks: [/(?:^|\.)feature_extractor\.conv_layers\.#/],
  },
  {
    ...family(
      'Whisper',
      'encoder-decoder',
      /(?:^|\.)(encoder\.layers\.#)\.self_attn\.q_proj$/,
      /(?:^|\.)(decoder\.layers\.#)\.encoder_attn\.q_proj$/,
    ),
    marks: [/(?:^|\.)encoder\.conv#$/],
  },
  family('Whisper', 'encoder-decoder', /(?:^|\.)(encoder\.blocks\.#)\.attn\.query$/, /(?:^|\.)(decoder\.blocks\.#)\.cross_attn\.query$/), // prettier-ignore
  family('CLIP', 'two-encoders', /(?:^|\.)(text_model\.encoder\.layers\.#)\.self_attn\.q_proj$/, /(?:^|\.)(vision_model\.encoder\.layers\.#)\.self_attn\.q_proj$/), // prettier-ignore
  family('CLIP', 'two-encoders', /^(?!(?:.*\.)?visual\.)(?:.*\.)?(transformer\.resblocks\.#)\.attn/, /(?:^|\.)(visual\.transformer\.resblocks\.#)\.attn/), // prettier-ignore
  family('CLIP text', 'encoder', /(?:^|\.)(text_model\.encoder\.layers\.#)\.self_attn\.q_proj$/),
  family('CLIP vision', 'encoder', /(?:^|\.)(vision_model\.encoder\.layers\.#)\.self_attn\.q_proj$/),
  // Encoder and decoder.
  family('T5', 'encoder-decoder', /(?:^|\.)(encoder\.block\.#)\.layer\.#\.self_attention\.q$/, /(?:^|\.)(decoder\.block\.#)\.layer\.#\.enc_dec_attention\.q$/), // prettier-ignore
  family('T5', 'encoder', /(?:^|\.)(encoder\.block\.#)\.layer\.#\.self_attention\.q$/),
  family('BART', 'encoder-decoder', /(?:^|\.)(encoder\.layers\.#)\.self_attn\.q_proj$/, /(?:^|\.)(decoder\.layers\.#)\.encoder_attn\.q_proj$/), // prettier-ignore
  family('Transformer', 'encoder-decoder', /(?:^|\.)(encoder\.layers\.#)\.self_attn(?:\.|$)/, /(?:^|\.)(decoder\.layers\.#)\.(?:multihead_attn|cross_attn|src_attn)(?:\.|$)/), // prettier-ignore
  // Decoders.
  { ...family('GPT-2', 'decoder', /(?:^|\.)(h\.#)\.attn\.c_attn$/), marks: [/(?:^|\.)h\.#\.mlp\.c_(?:fc|proj)$/] }, // prettier-ignore
  family('GPT-Neo', 'decoder', /(?:^|\.)(h\.#)\.attn\.attention\.q_proj$/),
  family('GPT-J', 'decoder', /(?:^|\.)(h\.#)\.attn\.q_proj$/),
  family('CodeGen', 'decoder', /(?:^|\.)(h\.#)\.attn\.qkv_proj$/),
  family('GPT-NeoX', 'decoder', /(?:^|\.)(layers\.#)\.attention\.query_key_value$/),
  { ...family('BLOOM', 'decoder', /(?:^|\.)(h\.#)\.self_attention\.query_key_value$/), marks: [/embeddings_layer_?norm$/] }, // prettier-ignore
  family('Falcon', 'decoder', /(?:^|\.)(h\.#)\.self_attention\.query_key_value$/),
  family('GLM', 'decoder', /(?:^|\.)(layers\.#)\.self_attention\.query_key_value$/),
  family('MPT', 'decoder', /(?:^|\.)(blocks\.#)\.attn\.wqkv$/),
  { ...family('OPT', 'decoder', /(?:^|\.)(decoder\.layers\.#)\.self_attn\.q_proj$/), marks: [/\.fc#$/], without: cross }, // prettier-ignore
  family('DeepSeek', 'decoder', /(?:^|\.)(layers\.#)\.self_attn\.kv_a_proj_with_mqa$/),
  family('Mixtral', 'decoder', /(?:^|\.)(layers\.#)\.block_sparse_moe\.experts\.#\.w#$/),
  family('Phi-3', 'decoder', /(?:^|\.)(layers\.#)\.self_attn\.qkv_proj$/),
  { ...family('Phi', 'decoder', /(?:^|\.)(layers\.#)\.self_attn\.q_proj$/), marks: [/\.self_attn\.dense$/, /\.mlp\.fc#$/] }, // prettier-ignore
  { ...family('Gemma 2', 'decoder', /(?:^|\.)(layers\.#)\.self_attn\.q_proj$/), marks: [gated, /\.pre_feedforward_layernorm$/] }, // prettier-ignore
  { ...family('Qwen3', 'decoder', /(?:^|\.)(layers\.#)\.self_attn\.q_proj$/), marks: [/\.mlp\.(?:experts\.#\.)?gate_proj$/, /\.self_attn\.q_norm$/] }, // prettier-ignore
  { ...family('Qwen MoE', 'decoder', /(?:^|\.)(layers\.#)\.self_attn\.q_proj$/), marks: [/\.mlp\.experts\.#\.gate_proj$/] }, // prettier-ignore
  { ...family('Llama', 'decoder', /(?:^|\.)(layers\.#)\.self_attn\.(?:q|v)_proj$/), marks: [gated] }, // prettier-ignore
  { ...family('Llama', 'decoder', /(?:^|\.)(layers\.#)\.attention\.wq$/), marks: [/\.feed_forward\.w#$/] }, // prettier-ignore
  // Encoders.
  family('ViT', 'encoder', /(?:^|\.)(encoder\.layer\.#)\.attention\.attention\.query$/),
  family('BERT', 'encoder', /(?:^|\.)(encoder\.layer\.#)\.attention\.self\.query$/),
  family('DeBERTa', 'encoder', /(?:^|\.)(encoder\.layer\.#)\.attention\.self\.(?:query_proj|in_proj)$/),
  family('DistilBERT', 'encoder', /(?:^|\.)(transformer\.layer\.#)\.attention\.q_lin$/),
  family('ALBERT', 'encoder', /(?:^|\.)(albert_layer_groups\.#\.albert_layers\.#)\.attention\.query$/),
  family('XLNet', 'decoder', /(?:^|\.)(transformer\.layer\.#)\.rel_attn\.q$/),
  family('Swin', 'encoder', /(?:^|\.)((?:layers|features)\.#\.(?:blocks\.)?#)\.attn\.qkv$/),
  family('Swin', 'encoder', /(?:^|\.)(encoder\.layers\.#\.blocks\.#)\.attention\.self\.query$/),
  family('ViT', 'encoder', /(?:^|\.)(blocks\.#)\.attn\.qkv$/),
  family('ViT', 'encoder', /(?:^|\.)(encoder_layer_#)\.self_attention/),
  family('MLP-Mixer', 'mixer', /(?:^|\.)(blocks\.#)\.mlp_tokens\.fc#$/),
  family(
    'Transformer',
    'transformer',
    /(?:^|\.)((?:layers|blocks?|h|layer)\.#)\.(?:self_)?(?:attn|attention)(?:\.|$)/,
  ),
  // Convolutions.
  family('U-Net', 'u-net', /(?:^|\.)(down_blocks\.#)\./, /(?:^|\.)(up_blocks\.#)\./),
  family('U-Net', 'u-net', /(?:^|\.)(input_blocks\.#)\./, /(?:^|\.)(output_blocks\.#)\./),
  family('U-Net', 'u-net', /(?:^|\.)(down\.#)\.(?:block|conv|res)/, /(?:^|\.)(up\.#)\.(?:block|conv|res)/),
  plain('U-Net', 'u-net', /(?:^|\.)(down#)\.[a-z_.\d#]*conv/, /(?:^|\.)(up#)\.[a-z_.\d#]*conv/),
  plain(
    'U-Net',
    'u-net',
    /(?:^|\.)(enc(?:oder)?_?#)\.[a-z_.\d#]*conv/,
    /(?:^|\.)(dec(?:oder)?_?#)\.[a-z_.\d#]*conv/,
  ),
  family('ResNet', 'convolutional', /(?:^|\.)(layer#\.#)\.conv#$/),
  family('ResNet', 'convolutional', /(?:^|\.)(stages\.#\.layers\.#)\.layer\.#\.convolution$/),
  family('ConvNeXt', 'convolutional', /(?:^|\.)(stages\.#\.(?:blocks|layers)\.#)\.(?:conv_dw|dwconv)$/),
  family('ConvNeXt', 'convolutional', /(?:^|\.)(stages\.#\.#)\.dwconv$/),
  plain('DenseNet', 'convolutional', /(?:^|\.)(denseblock#\.denselayer#)\.conv#$/),
  family('EfficientNet', 'convolutional', /(?:^|\.)(blocks\.#\.#)\.(?:conv_pw|conv_dw)$/),
];
