import type { ConfigFamily, RecurrentConfig } from '../../../core/config/recurrentConfig';
import { clippingOnly } from '../block';
import { readClipping } from '../clipping';
import type { Scope } from '../scope';
import { child, walk, type ConfigNode } from '../tree/node';
import { cellOf, tagKey } from '../words';
import type { FamilyReader } from './family';
import { plainConfigs } from './plain';

const has = (node: ConfigNode | undefined, ...keys: readonly string[]): boolean =>
  keys.some((key) => child(node, key) !== undefined);

function configsOrClipping(scope: Scope, family: ConfigFamily): RecurrentConfig[] {
  const configs = plainConfigs(scope, family);
  if (configs.length > 0) return configs;
  const clipping = readClipping(scope, scope.root, false);
  return clipping ? [clippingOnly(scope, clipping, family)] : [];
}

/** Lightning CLI: a `trainer` map with the Trainer's own arguments, or those at the root. */
export const lightning: FamilyReader = {
  name: 'lightning',
  recognizes: ({ root }) =>
    [root, child(root, 'trainer')].some((node) =>
      has(node, 'gradient_clip_val', 'gradient_clip_algorithm'),
    ) ||
    (has(child(root, 'trainer'), 'max_epochs', 'max_steps', 'accelerator', 'devices') &&
      [...walk(root)].some(({ key }) => key === 'class_path')),
  read: (scope) => configsOrClipping(scope, 'lightning'),
};

/** Hydra and OmegaConf: `_target_` names what is built, `defaults` what is composed. */
export const hydra: FamilyReader = {
  name: 'hydra',
  recognizes: ({ root }) =>
    child(root, 'defaults')?.kind === 'list' || [...walk(root)].some(({ key }) => key === '_target_'),
  read: (scope) => configsOrClipping(scope, 'hydra'),
};

/** fairseq: `optimization.clip_norm` (0, its default, is off) beside `task` and `model`, or flat with `arch`. */
export const fairseq: FamilyReader = {
  name: 'fairseq',
  recognizes: ({ root }) =>
    has(child(root, 'optimization'), 'clip_norm') ||
    (has(root, 'clip_norm') && has(root, 'arch', 'tokens_per_sample')),
  read: (scope) => configsOrClipping(scope, 'fairseq'),
};

/** OpenNMT-py: its own names for sizes beside the kind of its encoder. */
export const openNmt: FamilyReader = {
  name: 'opennmt',
  recognizes: ({ root }) =>
    has(root, 'encoder_type', 'decoder_type', 'rnn_type') &&
    has(root, 'word_vec_size', 'src_vocab', 'enc_layers', 'dec_layers', 'rnn_size', 'global_attention'),
  read: (scope) => configsOrClipping(scope, 'opennmt'),
};

/** NeuralHydrology: a model of its own beside what it learns from. */
export const neuralHydrology: FamilyReader = {
  name: 'neuralhydrology',
  recognizes: ({ root }) =>
    /lstm|gru$/i.test(String(child(root, 'model')?.value)) &&
    has(
      root,
      'initial_forget_bias',
      'dynamic_inputs',
      'target_variables',
      'forcings',
      'head',
      'predict_last_n',
    ),
  read: (scope) => configsOrClipping(scope, 'neuralhydrology'),
};

/** SpeechBrain: HyperPyYAML that makes modules of its package. */
export const speechBrain: FamilyReader = {
  name: 'speechbrain',
  recognizes: ({ root }) =>
    [...walk(root)].some(({ key, value }) => key === tagKey && /^speechbrain\./.test(String(value))),
  read: (scope) => configsOrClipping(scope, 'speechbrain'),
};

/** Hugging Face `config.json` of a recurrent model: by its `model_type` alone, for attention has a `hidden_size` too. */
export const huggingFace: FamilyReader = {
  name: 'hugging-face',
  recognizes: ({ root }) =>
    has(root, 'model_type') &&
    has(root, 'architectures', 'transformers_version', 'initializer_range', 'hidden_act'),
  read(scope) {
    if (!cellOf(scope.string(child(scope.root, 'model_type')))) return [];
    return plainConfigs(scope, 'hugging-face');
  },
};
