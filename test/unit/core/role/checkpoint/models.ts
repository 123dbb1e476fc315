import type { TensorInfo } from '../../../../../src/core/tensor';

const tensor = (name: string, shape: readonly number[]): TensorInfo => ({ name, dtype: 'F32', shape });

/** A name with `*` once for each number below a count. */
function each(count: number, names: Readonly<Record<string, readonly number[]>>, from = 0): TensorInfo[] {
  return Array.from({ length: count }, (_, i) => i + from).flatMap((i) =>
    Object.entries(names).map(([name, shape]) => tensor(name.replace('*', String(i)), shape)),
  );
}
const once = (names: Readonly<Record<string, readonly number[]>>): TensorInfo[] =>
  Object.entries(names).map(([name, shape]) => tensor(name, shape));

const d = 24;
const square = [d, d];
const up = [4 * d, d];
const down = [d, 4 * d];
const vector = [d];
const conv = [d, d, 3, 3];

/** Parameter names and shapes (scaled down) as the released checkpoints of each architecture have them. */
export const models: Readonly<Record<string, { readonly overview: string; readonly tensors: TensorInfo[] }>> =
  {
    // huggingface/transformers
    gpt2: {
      overview: 'GPT-2-style decoder, 3 layers, no recurrence',
      tensors: [
        ...once({ 'wte.weight': [50, d], 'wpe.weight': [d, d], 'ln_f.weight': vector }),
        ...each(3, {
          'h.*.ln_1.weight': vector,
          'h.*.attn.bias': [1, 1, d, d],
          'h.*.attn.c_attn.weight': [d, 3 * d],
          'h.*.attn.c_attn.bias': [3 * d],
          'h.*.attn.c_proj.weight': square,
          'h.*.mlp.c_fc.weight': [d, 4 * d],
          'h.*.mlp.c_proj.weight': [4 * d, d],
        }),
      ],
    },
    llama: {
      overview: 'Llama-style decoder, 4 layers, no recurrence',
      tensors: [
        ...once({
          'model.embed_tokens.weight': [50, d],
          'model.norm.weight': vector,
          'lm_head.weight': [50, d],
        }),
        ...each(4, {
          'model.layers.*.self_attn.q_proj.weight': square,
          'model.layers.*.self_attn.k_proj.weight': [d / 2, d],
          'model.layers.*.self_attn.v_proj.weight': [d / 2, d],
          'model.layers.*.self_attn.o_proj.weight': square,
          'model.layers.*.self_attn.rotary_emb.inv_freq': [d / 4],
          'model.layers.*.mlp.gate_proj.weight': up,
          'model.layers.*.mlp.up_proj.weight': up,
          'model.layers.*.mlp.down_proj.weight': down,
          'model.layers.*.input_layernorm.weight': vector,
        }),
      ],
    },
    // meta-llama/llama
    llamaOriginal: {
      overview: 'Llama-style decoder, 2 layers, no recurrence',
      tensors: [
        ...once({ 'tok_embeddings.weight': [50, d], 'output.weight': [50, d], 'norm.weight': vector }),
        ...each(2, {
          'layers.*.attention.wq.weight': square,
          'layers.*.attention.wk.weight': square,
          'layers.*.attention.wv.weight': square,
          'layers.*.attention.wo.weight': square,
          'layers.*.feed_forward.w1.weight': square,
          'layers.*.feed_forward.w2.weight': square,
          'layers.*.feed_forward.w3.weight': square,
          'layers.*.attention_norm.weight': vector,
        }),
      ],
    },
    qwen3: {
      overview: 'Qwen3-style decoder, 2 layers, no recurrence',
      tensors: each(2, {
        'model.layers.*.self_attn.q_proj.weight': square,
        'model.layers.*.self_attn.q_norm.weight': [8],
        'model.layers.*.self_attn.o_proj.weight': square,
        'model.layers.*.mlp.gate_proj.weight': square,
        'model.layers.*.mlp.down_proj.weight': square,
      }),
    },
    mixtral: {
      overview: 'Mixtral-style decoder, 2 layers, no recurrence',
      tensors: each(2, {
        'model.layers.*.self_attn.q_proj.weight': square,
        'model.layers.*.block_sparse_moe.gate.weight': [4, d],
        'model.layers.*.block_sparse_moe.experts.0.w1.weight': square,
        'model.layers.*.block_sparse_moe.experts.0.w2.weight': square,
        'model.layers.*.block_sparse_moe.experts.1.w1.weight': square,
      }),
    },
    deepseek: {
      overview: 'DeepSeek-style decoder, 2 layers, no recurrence',
      tensors: each(2, {
        'model.layers.*.self_attn.q_a_proj.weight': square,
        'model.layers.*.self_attn.kv_a_proj_with_mqa.weight': square,
        'model.layers.*.self_attn.kv_b_proj.weight': square,
        'model.layers.*.self_attn.o_proj.weight': square,
        'model.layers.*.mlp.experts.0.gate_proj.weight': square,
        'model.layers.*.mlp.shared_experts.down_proj.weight': square,
      }),
    },
    neox: {
      overview: 'GPT-NeoX-style decoder, 2 layers, no recurrence',
      tensors: [
        ...once({ 'gpt_neox.embed_in.weight': [50, d], 'embed_out.weight': [50, d] }),
        ...each(2, {
          'gpt_neox.layers.*.attention.query_key_value.weight': [3 * d, d],
          'gpt_neox.layers.*.attention.dense.weight': square,
          'gpt_neox.layers.*.mlp.dense_h_to_4h.weight': up,
          'gpt_neox.layers.*.mlp.dense_4h_to_h.weight': down,
        }),
      ],
    },
    bloom: {
      overview: 'BLOOM-style decoder, 2 layers, no recurrence',
      tensors: [
        ...once({ 'word_embeddings.weight': [50, d], 'word_embeddings_layernorm.weight': vector }),
        ...each(2, {
          'h.*.self_attention.query_key_value.weight': [3 * d, d],
          'h.*.self_attention.dense.weight': square,
          'h.*.mlp.dense_h_to_4h.weight': up,
        }),
      ],
    },
    opt: {
      overview: 'OPT-style decoder, 2 layers, no recurrence',
      tensors: each(2, {
        'model.decoder.layers.*.self_attn.q_proj.weight': square,
        'model.decoder.layers.*.self_attn.out_proj.weight': square,
        'model.decoder.layers.*.fc1.weight': square,
        'model.decoder.layers.*.fc2.weight': square,
      }),
    },
    bert: {
      overview: 'BERT-style encoder, 2 layers, no recurrence',
      tensors: [
        ...once({
          'bert.embeddings.word_embeddings.weight': [50, d],
          'bert.embeddings.LayerNorm.weight': vector,
          'bert.pooler.dense.weight': square,
          'cls.predictions.transform.dense.weight': square,
        }),
        ...each(2, {
          'bert.encoder.layer.*.attention.self.query.weight': square,
          'bert.encoder.layer.*.attention.self.key.weight': square,
          'bert.encoder.layer.*.attention.self.value.weight': square,
          'bert.encoder.layer.*.attention.output.dense.weight': square,
          'bert.encoder.layer.*.intermediate.dense.weight': up,
          'bert.encoder.layer.*.output.dense.weight': down,
          'bert.encoder.layer.*.output.LayerNorm.weight': vector,
        }),
      ],
    },
    bertTensorFlow: {
      overview: 'BERT-style encoder, 2 layers, no recurrence',
      tensors: each(2, {
        'bert/encoder/layer_*/attention/self/query/kernel': square,
        'bert/encoder/layer_*/attention/output/dense/kernel': square,
        'bert/encoder/layer_*/intermediate/dense/kernel': down,
        'bert/encoder/layer_*/output/dense/kernel': up,
      }),
    },
    distilbert: {
      overview: 'DistilBERT-style encoder, 2 layers, no recurrence',
      tensors: each(2, {
        'distilbert.transformer.layer.*.attention.q_lin.weight': square,
        'distilbert.transformer.layer.*.attention.out_lin.weight': square,
        'distilbert.transformer.layer.*.ffn.lin1.weight': square,
        'distilbert.transformer.layer.*.ffn.lin2.weight': square,
      }),
    },
    albert: {
      overview: 'ALBERT-style encoder, 1 layer, no recurrence',
      tensors: once({
        'albert.encoder.embedding_hidden_mapping_in.weight': square,
        'albert.encoder.albert_layer_groups.0.albert_layers.0.attention.query.weight': square,
        'albert.encoder.albert_layer_groups.0.albert_layers.0.attention.dense.weight': square,
        'albert.encoder.albert_layer_groups.0.albert_layers.0.ffn.weight': up,
        'albert.encoder.albert_layer_groups.0.albert_layers.0.ffn_output.weight': down,
      }),
    },
    t5: {
      overview: 'T5-style encoder and decoder, 2 and 3 layers, no recurrence',
      tensors: [
        ...once({ 'shared.weight': [50, d], 'lm_head.weight': [50, d] }),
        ...each(2, {
          'encoder.block.*.layer.0.SelfAttention.q.weight': square,
          'encoder.block.*.layer.0.SelfAttention.o.weight': square,
          'encoder.block.*.layer.0.SelfAttention.relative_attention_bias.weight': square,
          'encoder.block.*.layer.1.DenseReluDense.wi.weight': square,
          'encoder.block.*.layer.1.DenseReluDense.wo.weight': square,
          'encoder.block.*.layer.1.layer_norm.weight': vector,
        }),
        ...each(3, {
          'decoder.block.*.layer.0.SelfAttention.q.weight': square,
          'decoder.block.*.layer.1.EncDecAttention.q.weight': square,
          'decoder.block.*.layer.2.DenseReluDense.wi_0.weight': square,
        }),
      ],
    },
    bart: {
      overview: 'BART-style encoder and decoder, 2 and 2 layers, no recurrence',
      tensors: each(2, {
        'model.encoder.layers.*.self_attn.q_proj.weight': square,
        'model.encoder.layers.*.fc1.weight': square,
        'model.encoder.layers.*.fc2.weight': square,
        'model.decoder.layers.*.encoder_attn.q_proj.weight': square,
        'model.decoder.layers.*.self_attn.out_proj.weight': square,
      }),
    },
    whisper: {
      overview: 'Whisper-style encoder and decoder, 2 and 2 layers, no recurrence',
      tensors: [
        ...once({ 'model.encoder.conv1.weight': [d, 8, 3], 'model.encoder.conv2.weight': [d, d, 3] }),
        ...each(2, {
          'model.encoder.layers.*.self_attn.q_proj.weight': square,
          'model.encoder.layers.*.fc1.weight': square,
          'model.encoder.layers.*.fc2.weight': square,
          'model.decoder.layers.*.encoder_attn.q_proj.weight': square,
          'model.decoder.layers.*.fc1.weight': square,
        }),
      ],
    },
    // openai/whisper, openai/CLIP
    whisperOriginal: {
      overview: 'Whisper-style encoder and decoder, 2 and 2 layers, no recurrence',
      tensors: each(2, {
        'encoder.blocks.*.attn.query.weight': square,
        'encoder.blocks.*.attn.out.weight': square,
        'encoder.blocks.*.mlp.0.weight': square,
        'encoder.blocks.*.mlp.2.weight': square,
        'decoder.blocks.*.cross_attn.query.weight': square,
        'decoder.blocks.*.mlp.0.weight': square,
        'decoder.blocks.*.mlp.2.weight': square,
      }),
    },
    clip: {
      overview: 'CLIP-style text and image encoders, 2 and 3 layers, no recurrence',
      tensors: [
        ...once({ 'text_projection.weight': square, 'vision_model.embeddings.patch_embedding.weight': conv }),
        ...each(2, {
          'text_model.encoder.layers.*.self_attn.q_proj.weight': square,
          'text_model.encoder.layers.*.mlp.fc1.weight': square,
          'text_model.encoder.layers.*.mlp.fc2.weight': square,
        }),
        ...each(3, { 'vision_model.encoder.layers.*.self_attn.q_proj.weight': square }),
      ],
    },
    clipOriginal: {
      overview: 'CLIP-style text and image encoders, 2 and 2 layers, no recurrence',
      tensors: [
        ...once({ 'visual.proj': square, text_projection: square, 'visual.conv1.weight': conv }),
        ...each(2, {
          'transformer.resblocks.*.attn.in_proj_weight': [3 * d, d],
          'transformer.resblocks.*.attn.out_proj.weight': square,
          'transformer.resblocks.*.mlp.c_fc.weight': up,
          'visual.transformer.resblocks.*.attn.in_proj_weight': [3 * d, d],
          'visual.transformer.resblocks.*.mlp.c_proj.weight': down,
        }),
      ],
    },
    wav2vec: {
      overview: 'wav2vec-style encoder, 2 layers, no recurrence',
      tensors: [
        ...once({
          'wav2vec2.feature_extractor.conv_layers.0.conv.weight': [d, 1, 10],
          'wav2vec2.feature_projection.projection.weight': square,
          'lm_head.weight': [30, d],
        }),
        ...each(2, {
          'wav2vec2.encoder.layers.*.attention.q_proj.weight': square,
          'wav2vec2.encoder.layers.*.attention.out_proj.weight': square,
          'wav2vec2.encoder.layers.*.feed_forward.intermediate_dense.weight': up,
          'wav2vec2.encoder.layers.*.feed_forward.output_dense.weight': down,
        }),
      ],
    },
    vit: {
      overview: 'ViT-style encoder, 2 layers, no recurrence',
      tensors: [
        ...once({ 'vit.embeddings.patch_embeddings.projection.weight': conv, 'classifier.weight': [10, d] }),
        ...each(2, {
          'vit.encoder.layer.*.attention.attention.query.weight': square,
          'vit.encoder.layer.*.attention.output.dense.weight': square,
          'vit.encoder.layer.*.intermediate.dense.weight': up,
          'vit.encoder.layer.*.output.dense.weight': down,
        }),
      ],
    },
    // huggingface/pytorch-image-models
    vitTimm: {
      overview: 'ViT-style encoder, 2 layers, no recurrence',
      tensors: [
        ...once({
          cls_token: [1, 1, d],
          pos_embed: [1, 9, d],
          'patch_embed.proj.weight': conv,
          'head.weight': square,
        }),
        ...each(2, {
          'blocks.*.norm1.weight': vector,
          'blocks.*.attn.qkv.weight': [3 * d, d],
          'blocks.*.attn.proj.weight': square,
          'blocks.*.mlp.fc1.weight': square,
          'blocks.*.mlp.fc2.weight': square,
        }),
      ],
    },
    swin: {
      overview: 'Swin-style encoder, 4 layers, no recurrence',
      tensors: [
        ...each(2, {
          'layers.0.blocks.*.attn.qkv.weight': [3 * d, d],
          'layers.0.blocks.*.attn.relative_position_bias_table': [d, d],
          'layers.1.blocks.*.attn.qkv.weight': [3 * d, d],
          'layers.1.blocks.*.mlp.fc1.weight': square,
        }),
      ],
    },
    // torchvision
    resnet: {
      overview: 'ResNet-style convolutional network, 4 layers, no recurrence',
      tensors: [
        ...once({ 'conv1.weight': [d, 3, 7, 7], 'bn1.weight': vector, 'fc.weight': square }),
        ...each(2, {
          'layer1.*.conv1.weight': conv,
          'layer1.*.bn1.running_mean': vector,
          'layer1.*.conv2.weight': conv,
          'layer2.*.conv1.weight': conv,
          'layer2.*.downsample.0.weight': [d, d, 1, 1],
        }),
      ],
    },
    // huggingface/diffusers, CompVis/stable-diffusion, milesial/Pytorch-UNet
    unet: {
      overview: 'U-Net-style convolutional network, 2 and 2 layers, no recurrence',
      tensors: each(2, {
        'down_blocks.*.resnets.0.conv1.weight': conv,
        'down_blocks.*.resnets.0.time_emb_proj.weight': square,
        'down_blocks.*.attentions.0.transformer_blocks.0.attn1.to_q.weight': square,
        'down_blocks.*.attentions.0.transformer_blocks.0.attn1.to_out.0.weight': square,
        'down_blocks.*.attentions.0.transformer_blocks.0.ff.net.0.proj.weight': square,
        'down_blocks.*.attentions.0.transformer_blocks.0.ff.net.2.weight': square,
        'mid_block.resnets.*.conv2.weight': conv,
        'up_blocks.*.resnets.0.conv1.weight': conv,
      }),
    },
    unetOriginal: {
      overview: 'U-Net-style convolutional network, 2 and 2 layers, no recurrence',
      tensors: [
        ...once({
          'model.diffusion_model.time_embed.0.weight': square,
          'model.diffusion_model.time_embed.2.weight': square,
        }),
        ...each(2, {
          'model.diffusion_model.input_blocks.*.0.in_layers.2.weight': conv,
          'model.diffusion_model.input_blocks.*.0.emb_layers.1.weight': square,
          'model.diffusion_model.output_blocks.*.0.out_layers.3.weight': conv,
        }),
      ],
    },
    unetPlain: {
      overview: 'U-Net-style convolutional network, 2 and 2 layers, no recurrence',
      tensors: each(
        2,
        {
          'down*.maxpool_conv.1.double_conv.0.weight': conv,
          'up*.conv.double_conv.0.weight': conv,
        },
        1,
      ),
    },
    // torch.nn.TransformerEncoder, huggingface/peft
    torchEncoder: {
      overview: 'Transformer, 2 layers, no recurrence',
      tensors: each(2, {
        'transformer_encoder.layers.*.self_attn.in_proj_weight': [3 * d, d],
        'transformer_encoder.layers.*.self_attn.out_proj.weight': square,
        'transformer_encoder.layers.*.linear1.weight': square,
        'transformer_encoder.layers.*.linear2.weight': square,
        'transformer_encoder.layers.*.norm1.weight': vector,
      }),
    },
    lora: {
      overview: 'adapters for a Transformer, 3 layers, no recurrence',
      tensors: each(3, {
        'base_model.model.model.layers.*.self_attn.q_proj.lora_A.weight': square,
        'base_model.model.model.layers.*.self_attn.q_proj.lora_B.weight': square,
      }),
    },
  };
