import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openBytes } from './fixture';

const cases = (file: string): Uint8Array => new Uint8Array(readFileSync(`test/cases/checkpoints/${file}`));

describe('graphs within graphs of ONNX', () => {
  it('give their tensors names of their own', async () => {
    const { entries, metadata } = await openBytes('m.onnx', cases('if_branch.onnx'));
    assert.equal(new Set(entries.map(({ name }) => name)).size, entries.length);
    assert.match(metadata.get('onnx.recurrentNodes')!, /then_branch/);
  });
  it('that are cut anywhere get a sentence or are read', async () => {
    const whole = cases('slice_concat.onnx');
    for (let length = 8; length < whole.length; length += 97)
      await openBytes('m.onnx', whole.subarray(0, length)).catch((error: unknown) => {
        assert.equal((error as Error).name, 'FormatError');
      });
  });
});
