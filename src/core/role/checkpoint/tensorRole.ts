import type { TensorInfo } from '../../tensor';
import { isBookkeeping } from '../bookkeeping';
import { readName } from '../names';
import type { Role } from '../role';
import { plainPath } from './path';

/** Names that frameworks give to recurrent weights alone, wherever they stand. */
const recurrent = /(?:^|[._])(?:weight_hh|recurrent_kernel)/;
/** What is kept beside the weights: masks, positions, counters. */
const buffer =
  /^(?:num_batches_tracked|(?:causal_|attn_)?mask|masked_bias|tril|(?:position|token_type)_ids|inv_freq|freqs_cis|relative_position_index)$/;
const wholeNumbers = /^(?:[IU]\d|BOOL|u?int|bool)/;
/** Parts of a path that tell two segments together. */
const phrases: readonly (readonly [RegExp, Role])[] = [
  [/^(?:(?:.*\.)?visual\.proj|output|proj_out|generator\.proj|decoder\.(?:output|head))$/, 'head'],
  [/(?:^|\.)layer[._]+\d+\.output\.dense$/, 'feedforward'],
];

/** What one segment of a path tells, tried in order. */
const segments: readonly (readonly [RegExp, Role])[] = [
  [/^(?:lora|loha|lokr|hada|ia3|vera|adapters?|prompt_encoder|prefix_encoder)(?:_|$)/, 'adapter'],
  [/norm\d*$|^(?:ln|bn|gn)(?:_[a-z\d]+|\d*)$|_ln$|^running_(?:mean|var)$/, 'norm'],
  [/^(?:lm_?head|embed_out|fc_out|to_logits|logits|(?:pre_)?classifier|classification_head|heads?|predictions?|qa_outputs|score|pooler|output_projection|(?:text|visual)_projection)\d*$/, 'head'], // prettier-ignore
  [/^(?:feature|input)_proj(?:ection)?$/, 'input'],
  [
    /embed|(?:^|_)emb(?:_|s?$)|^wte$|^wpe$|relative_(?:attention|position)_bias|_token$|^codebook$|^shared$/,
    'embedding',
  ],
  [/(?:attn|attention)(?!_?(?:rnn|lstm|gru|cell))|^att$|^mha$|^multi_?head/, 'attention'],
  [
    /^(?:q|k|v|o|qk|kv|qkv|query|key|out|query_key_value)_(?:proj|lin|linear|layer)$|^to_(?:q|k|v|qkv|kv|out)$|^w(?:q|k|v|o|qkv)$|^(?:qkv|c_attn|quer(?:y|ies)|keys?|query_key_value)$|^in_proj_weight$/,
    'attention',
  ],
  [
    /^(?:mlp|ffn?|feed_?forward|moe|block_sparse_moe|(?:shared_)?experts?|dense_relu_dense)(?:_|\d*$)|^intermediate(?:_dense)?$|^output_dense$/,
    'feedforward',
  ],
  [
    /^(?:fc|lin|linear|dense|pwconv)_?\d+$|^(?:c_fc|w[io](?:_\d)?|(?:up|down|gate|gate_up)_proj|dense_h_to_4h|dense_4h_to_h)$/,
    'feedforward',
  ],
];

/**
 * What a tensor is in its network, by its name (that of a known architecture, or a customary one), its type and its number of
 * axes alone. The deepest segment of its path that says something decides.
 * @param inBlocks whether the architecture is known to add the output of each numbered block to its input; what stands in
 *   one is then a branch beside the identity
 */
export function tensorRole({ name, dtype, shape }: TensorInfo, inBlocks = false): Role {
  if (isBookkeeping(name) || wholeNumbers.test(dtype)) return 'data';
  const path = plainPath(name);
  if (recurrent.test(path)) return 'recurrent';
  const branch = inBlocks && /\d\.|_blocks?\./.test(path) ? 'residual' : 'feedforward';
  const role = ofPath(path, shape.length);
  if (role === 'feedforward') return branch;
  return role ?? (shape.length > 2 ? branch : (readName(name)?.role ?? 'unknown'));
}

function ofPath(path: string, axes: number): Role | undefined {
  for (const [pattern, role] of phrases) if (pattern.test(path)) return role;
  const parts = path.split('.').reverse();
  if (buffer.test(parts[0]!)) return 'data';
  for (const part of parts) {
    for (const [pattern, role] of segments) {
      // A normalization has one gain a channel; what has more axes in it makes that gain.
      if (pattern.test(part) && (role !== 'norm' || axes <= 1)) return role;
    }
  }
  return undefined;
}
