import assert from 'node:assert/strict';
import { seriesKey } from '../../../../src/formats/logs/seriesKey';

describe('keys of training logs', () => {
  for (const key of [
    'grad_norm',
    'total_grad_norm',
    'global_grad_norm',
    'gradient_norm',
    'Gradient Norm',
    'gnorm',
    'grad norm',
    'train/grad_norm',
    'actor/grad_norm',
    'grad/norm',
    'grad_2.0_norm_total',
    'grad_2.0_norm_total_step',
    'grad_norm_pre_clip',
    'train.grad_norm',
  ]) {
    it(`${key} is a total`, () => {
      assert.deepEqual(seriesKey(key), { kind: 'total', parameter: null });
    });
  }

  const parameters: [string, string][] = [
    ['grad_2.0_norm/fc1.weight', 'fc1.weight'],
    ['grad_2.0_norm_fc1.weight', 'fc1.weight'],
    ['grad_inf_norm/fc1.weight', 'fc1.weight'],
    ['grad_norm/rnn.weight_hh_l0', 'rnn.weight_hh_l0'],
    ['grad_norms/rnn.weight_hh_l0', 'rnn.weight_hh_l0'],
    ['gradients/rnn.weight_hh_l0', 'rnn.weight_hh_l0'],
    ['grad/fc.bias', 'fc.bias'],
    ['gradnorm_fc1', 'fc1'],
    ['gnorm_fc1', 'fc1'],
    ['fc.weight/grad_norm', 'fc.weight'],
    ['fc.weight.grad_norm', 'fc.weight'],
    ['train/grad_norm/fc.weight', 'fc.weight'],
    ['layer1/grad_norm', 'layer1'],
  ];
  for (const [key, parameter] of parameters) {
    it(`${key} is of ${parameter}`, () => {
      assert.deepEqual(seriesKey(key), { kind: 'parameter', parameter });
    });
  }

  const others: [string, string][] = [
    ['loss', 'loss'],
    ['train/loss', 'loss'],
    ['lm loss', 'loss'],
    ['learning_rate', 'learningRate'],
    ['optim0_lr0', 'learningRate'],
    ['clip', 'clipRate'],
    ['max_grad_norm', 'threshold'],
    ['gradient_accumulation_steps', 'other'],
    ['grad/mean_norm', 'other'],
    ['grad/max', 'other'],
    ['grad/param norm', 'other'],
    ['train/CrossEntropyLoss', 'loss'],
    ['loss/train/total', 'loss'],
    ['loss_scale_total', 'other'],
    ['grad_scale', 'lossScale'],
    ['upgrade', 'other'],
    ['weight_norm', 'other'],
    ['params norm', 'other'],
    ['loss_scale', 'lossScale'],
    ['time', 'other'],
  ];
  for (const [key, kind] of others) {
    it(`${key}: ${kind}`, () => {
      assert.equal(seriesKey(key).kind, kind);
    });
  }
});
