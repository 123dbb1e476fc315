import assert from 'node:assert/strict';
import { checkpointScript } from '../../../src/present/checkpointScript';
import { heatMapOf } from '../../../src/core/heatMap';
import { movementOf } from '../../../src/core/movement';
import { tensorSpread } from '../../../src/core/tensorSpread';

describe('a heat map', () => {
  it('is the matrix itself where that is small', () => {
    const map = heatMapOf({ rows: 2, columns: 2, data: Float64Array.of(1, -2, 0, 3) });
    assert.deepEqual(map.values, [1, -2, 0, 3]);
    assert.deepEqual([map.min, map.max], [-2, 3]);
  });

  it('keeps a lone outlier and the exact range of a large one', () => {
    const data = new Float64Array(1000 * 300).fill(0.5);
    data[777 * 300 + 123] = -9;
    const map = heatMapOf({ rows: 1000, columns: 300, data });
    assert.deepEqual([map.shownRows, map.shownColumns], [128, 128]);
    const at = Math.floor((777 * 128) / 1000) * 128 + Math.floor((123 * 128) / 300);
    assert.equal(map.values[at], -9);
    assert.equal(map.values.filter((value) => value === -9).length, 1);
    assert.equal(map.min, -9);
  });

  it('marks what is not finite', () => {
    const map = heatMapOf({ rows: 1, columns: 2, data: Float64Array.of(NaN, 1) });
    assert.deepEqual([map.values, map.nonFinite, map.max], [[null, 1], 1, 1]);
  });
});

describe('the spread of a tensor', () => {
  it('is exact beside a large mean, and leaves out what is not finite', () => {
    const spread = tensorSpread(Float64Array.of(1e9 + 1, 1e9 + 3, Infinity, NaN));
    assert.deepEqual(spread, {
      count: 4,
      nonFinite: 2,
      min: 1e9 + 1,
      max: 1e9 + 3,
      mean: 1e9 + 2,
      deviation: 1,
    });
  });
});

describe('the movement of a gain', () => {
  it('goes by direction and by the side of 1 that it ends on', () => {
    assert.equal(movementOf(0, 3), 'toward exploding');
    assert.equal(movementOf(-9, -3), 'away from vanishing');
    assert.equal(movementOf(0, -3), 'toward vanishing');
    assert.equal(movementOf(9, 3), 'away from exploding');
    assert.equal(movementOf(2, 2.01), 'unchanged');
    assert.equal(movementOf(null, null), 'unchanged');
    assert.equal(movementOf(0, null), 'toward vanishing');
    assert.equal(movementOf(Infinity, Infinity), 'unchanged');
  });
});

describe('the script of a checkpoint', () => {
  it('takes the columns that a gate has of a tensor', () => {
    const part = { tensor: 'l/recurrent_kernel', index: null, from: 0, column: 4, shape: [4, 4] };
    const source = { gates: ['i', 'f'], orientation: 'col', stacked: null, perGate: [{ ...part, column: 0 }, part], projection: null } as const; // prettier-ignore
    const script = checkpointScript(
      { format: 'HDF5', file: 'a.h5', source: { kind: 'cell', ...source } },
      'NumPy',
    );
    assert.match(
      script,
      /"i": load\("l\/recurrent_kernel"\)\[0:4, 0:4\],\n +"f": load\("l\/recurrent_kernel"\)\[0:4, 4:8\],/,
    );
  });

  it('names tensors only in string literals', () => {
    const name = '"]); import os; os.system("x\n';
    const script = checkpointScript(
      { format: 'safetensors', file: 'a"b.safetensors', source: { kind: 'tensor', name } },
      'NumPy',
    );
    assert.ok(script.includes(JSON.stringify(name)));
    assert.ok(script.includes('file = "a\\"b.safetensors"'));
    assert.ok(!script.split('\n').some((line) => line.startsWith('x')));
  });
});
