import { clippingOnly } from '../block';
import { readClipping } from '../clipping';
import { child, type ConfigNode } from '../tree/node';
import { plainConfigs } from './plain';
import { kerasClipping } from './keras';
import type { FamilyReader } from './family';

const has = (node: ConfigNode, ...keys: readonly string[]): boolean =>
  keys.some((key) => child(node, key) !== undefined);

/** Keras optimizer config: `clipnorm`, `global_clipnorm`, `clipvalue`, beside a learning rate or a class name. */
export const kerasOptimizer: FamilyReader = {
  name: 'keras-optimizer',
  recognizes: ({ root }) =>
    [root, child(root, 'config')].some(
      (node) =>
        node !== undefined &&
        has(node, 'clipnorm', 'global_clipnorm', 'clipvalue') &&
        has(node, 'learning_rate', 'name', 'use_ema'),
    ),
  read(scope) {
    const clipping = kerasClipping(scope, scope.root);
    return clipping ? [clippingOnly(scope, clipping, 'keras-optimizer', 'keras')] : [];
  },
};

/** Hugging Face TrainingArguments: `max_grad_norm` beside others of its arguments. */
export const trainingArguments: FamilyReader = {
  name: 'training-arguments',
  recognizes: ({ root }) =>
    has(root, 'max_grad_norm') &&
    has(
      root,
      'per_device_train_batch_size',
      'num_train_epochs',
      'output_dir',
      'warmup_steps',
      'logging_steps',
      'save_steps',
    ),
  read(scope) {
    const configs = plainConfigs(scope, 'training-arguments');
    if (configs.length > 0) return configs;
    const clipping = readClipping(scope, scope.root, false);
    return clipping ? [clippingOnly(scope, clipping, 'training-arguments')] : [];
  },
};

/** DeepSpeed's `ds_config.json`: `gradient_clipping` beside its batch sizes or ZeRO. */
export const deepSpeed: FamilyReader = {
  name: 'deepspeed',
  recognizes: ({ root }) =>
    has(root, 'gradient_clipping') &&
    has(root, 'zero_optimization', 'train_micro_batch_size_per_gpu', 'train_batch_size', 'fp16', 'bf16'),
  read(scope) {
    const clipping = readClipping(scope, scope.root, false);
    return clipping ? [clippingOnly(scope, clipping, 'deepspeed')] : [];
  },
};
