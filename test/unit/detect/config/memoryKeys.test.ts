import assert from 'node:assert/strict';
import { rgLruMemory, rwkvMemory, stateSpaceMemory } from '../../../../src/core/config/initialMemory';
import { memoryHoverText } from '../../../../src/host/config/memoryHoverText';
import { detection } from './configs';

const keysOf = (config: object | string) => {
  const text = typeof config === 'string' ? config : JSON.stringify(config);
  return { text, keys: detection(text, 'json').memoryKeys };
};

/** What the hover says of a key, without Markdown's escapes. */
function hover(config: object | string, key: string): string {
  const { text, keys } = keysOf(config);
  const found = keys.find(({ keyRange }) => text.slice(keyRange!.start, keyRange!.end) === `"${key}"`);
  return found ? memoryHoverText(found.value, found.path).replaceAll('\\', '') : '';
}

const last = (text: string): string => text.split('  \n').at(-1) ?? '';

const mamba = {
  model_type: 'mamba',
  hidden_size: 768,
  state_size: 16,
  time_step_min: 0.001,
  time_step_max: 0.1,
  time_step_floor: 1e-4,
};

describe('memory at the start, from the published initializations', () => {
  it('Mamba-1: 693 to 43 steps at dt = 0.001, 6.9 to 0.43 at 0.1', () => {
    const close = (value: number, expected: number): void => {
      assert.ok(Math.abs(value / expected - 1) < 1e-3, `${value} is not ${expected}`);
    };
    const states = { low: 1, high: 16 };
    const slow = stateSpaceMemory(states, { low: 1e-3, high: 1e-3 });
    close(slow.longest, 693.147);
    close(slow.shortest, 43.3217);
    const fast = stateSpaceMemory(states, { low: 0.1, high: 0.1 });
    close(fast.longest, 6.93147);
    close(fast.shortest, 0.433217);
    close(rwkvMemory({ low: -5, high: 3 }).longest, 102.872);
    // a = r⁸ at the full gate is 0.430 … 0.992, and its root at half a gate.
    close(0.5 ** (1 / rgLruMemory(1).shortest), 0.43047);
    close(0.5 ** (1 / rgLruMemory(1).longest), 0.99203);
    close(0.5 ** (1 / rgLruMemory().shortest), 0.6561);
  });
});

describe('hover on the keys of modern recurrences', () => {
  it('Mamba-1: every key that bears on the memory', () => {
    assert.match(
      hover(mamba, 'time_step_min'),
      /^\*\*Memory horizon at the start\*\* · Mamba-1 · time_step_min/,
    );
    assert.match(hover(mamba, 'time_step_min'), /log-uniformly from \[0\.001, 0\.1\]/);
    assert.equal(last(hover(mamba, 'time_step_min')), '**Half-life: 43 to 690 steps**');
    assert.equal(last(hover(mamba, 'time_step_max')), '**Half-life: 0.43 to 6.9 steps**');
    assert.equal(last(hover(mamba, 'state_size')), '**Half-life: 0.43 to 690 steps**');
    assert.equal(
      last(hover({ ...mamba, time_step_floor: 0.01 }, 'time_step_min')),
      '**Half-life: 4.3 to 69 steps**',
    );
    assert.equal(hover(mamba, 'hidden_size'), '');
    assert.equal(
      last(hover({ ...mamba, state_size: null }, 'time_step_max')),
      '**Half-life: 0.43 to 6.9 steps**',
    );
  });

  it('Mamba-2: heads, not states, and the limit that holds in training too', () => {
    const config = { ...mamba, model_type: 'mamba2', num_heads: 8 };
    assert.equal(last(hover(config, 'time_step_min')), '**Half-life: 87 to 690 steps**');
    assert.match(hover(config, 'state_size'), /says how much is remembered, not for how long\.$/);
    const text = `{"model_type": "mamba2", "num_heads": 4, "time_step_limit": [0.001, Infinity]}`;
    assert.equal(last(hover(text, 'time_step_limit')), '**Half-life: 0 to 690 steps**');
    // Without a count the heads follow from the width.
    const derived = { model_type: 'zamba2', hidden_size: 32, mamba_headdim: 16, time_step_max: 0.1 };
    assert.equal(last(hover(derived, 'time_step_max')), '**Half-life: 1.7 to 6.9 steps**');
    const original = { ssm_cfg: { layer: 'Mamba2', A_init_range: [1, 4], dt_min: 0.01, dt_max: 0.1 } };
    assert.equal(last(hover(original, 'A_init_range')), '**Half-life: 1.7 to 69 steps**');
    assert.match(hover(original, 'dt_min'), /ssm_cfg\.dt_min/);
  });

  it('hybrids that start with dt_bias = 1, and Jamba, whose dt no key sets', () => {
    assert.equal(
      last(hover({ model_type: 'bamba', mamba_n_heads: 16 }, 'mamba_n_heads')),
      '**Half-life: 0.033 to 0.53 steps**',
    );
    const jamba = hover({ model_type: 'jamba', mamba_d_state: 8 }, 'mamba_d_state');
    assert.match(jamba, /state 8 forgets 8 times as fast/);
    assert.doesNotMatch(jamba, /Half-life/);
  });

  it('RecurrentGemma, RWKV, Qwen3-Next and xLSTM', () => {
    const gemma = { model_type: 'recurrent_gemma', lru_width: 2560 };
    assert.equal(last(hover(gemma, 'lru_width')), '**Half-life: 1.6 to 170 steps**');
    const rwkv = { model_type: 'rwkv', context_length: 1024, attention_hidden_size: 768 };
    assert.match(
      hover(rwkv, 'context_length'),
      /Over the 1,024 steps of the context even the slowest keeps 0\.00101/,
    );
    assert.equal(last(hover(rwkv, 'attention_hidden_size')), '**Half-life: 0.035 to 100 steps**');
    const qwen = { model_type: 'qwen3_next', linear_num_value_heads: 32 };
    assert.equal(last(hover(qwen, 'linear_num_value_heads')), '**Half-life: 0.033 to 53 steps**');
    assert.match(
      hover({ model_type: 'xlstm', gate_soft_cap: 15 }, 'gate_soft_cap'),
      /for more than 2\.3e6 steps/,
    );
    const text = { model_type: 'qwen3_5', text_config: qwen };
    assert.match(hover(text, 'linear_num_value_heads'), /text_config\.linear_num_value_heads/);
  });

  it('only in such a model’s config, and never for a value of another type', () => {
    assert.deepEqual(keysOf({ ...mamba, model_type: 'bert' }).keys, []);
    assert.deepEqual(keysOf({ ...mamba, model_type: 'constructor' }).keys, []);
    assert.deepEqual(keysOf({ ...mamba, model_type: undefined }).keys, []);
    assert.deepEqual(keysOf([mamba]).keys, []);
    for (const time_step_min of ['0.001', null, -1, 0, [], {}, true, 1e300]) {
      for (const { value } of keysOf({ ...mamba, time_step_min }).keys) {
        assert.ok(
          value.memory && value.memory.shortest <= value.memory.longest,
          JSON.stringify(time_step_min),
        );
      }
    }
    assert.deepEqual(keysOf('{"model_type": "mamba", "time_step_min": ').keys, []);
    const yaml = 'model_type: mamba\ntime_step_max: 0.1\n';
    assert.equal(detection(yaml, 'yaml').memoryKeys[0]?.path, 'time_step_max');
    // Such a config is no RNN's.
    assert.deepEqual(detection(JSON.stringify(mamba), 'json').configs, []);
  });
});
