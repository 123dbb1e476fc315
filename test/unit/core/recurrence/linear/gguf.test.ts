// The layers of GGUF files: the fixtures' tensors under the names, and in the forms, that llama.cpp's converters give them.
import assert from 'node:assert/strict';
import { recognize } from '../../../../../src/core/recurrence/layout/recognize';
import { families } from '../../../../../src/core/recurrence/linear/families';
import type { Multipliers } from '../../../../../src/core/recurrence/linear/family';
import type { Tensor } from '../../../../../src/core/tensor';
import { checkpoint } from '../checkpoint';

type Turn = (tensor: Tensor) => Tensor;

const same: Turn = (tensor) => tensor;
const flat: Turn = (tensor) => ({ ...tensor, shape: [tensor.data.length] });
const column: Turn = (tensor) => ({ ...tensor, shape: [tensor.data.length, 1] });
const negativeExponential =
  (form: Turn): Turn =>
  (tensor) =>
    form({ ...tensor, data: tensor.data.map((value) => -Math.exp(value)) });
const turned: Turn = (tensor) => {
  const [rows, columns] = tensor.shape as [number, number];
  const data = Float64Array.from(
    tensor.data,
    (_, i) => tensor.data[(i % rows) * columns + Math.floor(i / rows)]!,
  );
  return { ...tensor, shape: [columns, rows], data };
};

const converted: Readonly<Record<string, readonly (readonly [ending: RegExp, name: string, turn: Turn])[]>> =
  {
    mamba1: [
      [/A_log$/, 'ssm_a', negativeExponential(same)],
      [/dt_proj\.bias$/, 'ssm_dt.bias', same],
    ],
    mamba2: [
      [/A_log$/, 'ssm_a', negativeExponential(column)],
      [/dt_bias$/, 'ssm_dt.bias', same],
      [/\.D$/, 'ssm_d', column],
    ],
    rwkv6: [
      [/time_decay$/, 'time_mix_decay.weight', flat],
      [/time_decay_w1$/, 'time_mix_decay_w1.weight', turned],
      [/time_decay_w2$/, 'time_mix_decay_w2.weight', turned],
    ],
    rwkv7: [
      [/\.w0$/, 'time_mix_w0.weight', flat],
      [/\.w1$/, 'time_mix_w1.weight', turned],
      [/\.w2$/, 'time_mix_w2.weight', turned],
    ],
  };

function multipliers(tensors: readonly Tensor[], hints = {}): Multipliers[] {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const { 'linear-recurrence': layers, unrecognized } = recognize(tensors, hints);
  assert.deepEqual(unrecognized, []);
  return layers.map((layer) =>
    families
      .find(({ name }) => name === layer.family)!
      .multipliers(layer, (role) => byName.get(layer.parts[role]!)!),
  );
}

describe('linear recurrences in GGUF', () => {
  for (const [name, rules] of Object.entries(converted)) {
    it(`${name}: the multipliers of the model that was converted`, () => {
      const { tensors, hints } = checkpoint(`linear/${name}/model.safetensors`);
      const moved = tensors.flatMap((tensor) => {
        const rule = rules.find(([ending]) => ending.test(tensor.name));
        const layer = /\d+/.exec(tensor.name)?.[0] ?? '0';
        return rule ? [{ ...rule[2](tensor), name: `blk.${layer}.${rule[1]}` }] : [];
      });
      const [found, wanted] = [multipliers(moved, hints), multipliers(tensors, hints)];
      assert.ok(found.length > 0);
      assert.equal(found.length, wanted.length);
      found.forEach(({ logModulus, range }, i) => {
        for (const [one, other] of [
          [logModulus, wanted[i]!.logModulus],
          [range!.lowest, wanted[i]!.range!.lowest],
          [range!.highest, wanted[i]!.range!.highest],
        ] as const) {
          assert.equal(one.length, other.length);
          one.forEach((value, k) => {
            assert.ok(
              value === other[k] || Math.abs(value - other[k]!) <= 1e-12 * Math.abs(value),
              `${value}, not ${other[k]!}`,
            );
          });
        }
      });
    });
  }
});
