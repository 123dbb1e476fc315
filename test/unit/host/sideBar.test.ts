import assert from 'node:assert/strict';
import { candidateEndings, inOrder, kindOf } from '../../../src/host/sideBar/candidates';
import { exclusions } from '../../../src/host/sideBar/exclusions';
import { seriesOf } from '../../../src/shared/checkpointSeries';
import { withoutShards } from '../../../src/shared/searchedFiles';

describe('what the side bar looks at', () => {
  it('are files by their names: texts and checkpoints, neither logs nor what seldom is a checkpoint', () => {
    for (const ending of ['py', 'json', 'yaml', 'toml', 'm', 'jl', 'txt', 'npz', 'pt', 'onnx', 'safetensors'])
      assert.ok(candidateEndings.includes(ending), ending);
    for (const ending of ['jsonl', 'zip', 'pkl', 'ipynb'])
      assert.ok(!candidateEndings.includes(ending), ending);
    assert.deepEqual(['a/b.PT', 'c.py', 'd.txt'].map(kindOf), ['checkpoint', 'python', 'plaintext']);
  });

  it('come in the order of what their names promise', () => {
    assert.deepEqual(
      inOrder(['p/notes.txt', 'package.json', 'p/q/util.py', 'util.py', 'p/q/r/model.py', 'rnn.yaml']),
      ['rnn.yaml', 'p/q/r/model.py', 'util.py', 'p/q/util.py', 'p/notes.txt', 'package.json'],
    );
  });

  it('sorts 50,000 names at once', () => {
    const names = Array.from({ length: 50_000 }, (_, i) => `a${i % 97}/b${i}.py`);
    assert.equal(inOrder(names).length, 50_000);
  });

  it('leave out what a search leaves out, but for entries with a condition', () => {
    const glob = exclusions(
      { '**/a': true, '**/b': false },
      { '**/c': { when: '$(basename).ts' } },
      undefined,
    );
    assert.match(glob, /^\{.*,\*\*\/a\}$/);
    assert.doesNotMatch(glob, /\/[bc]\b/);
  });

  it('do without shards whose index is there', () => {
    const shards = ['m/model-00001-of-00002.safetensors', 'm/model-00002-of-00002.safetensors'];
    assert.deepEqual(withoutShards([...shards, 'm/model.safetensors.index.json']), [
      'm/model.safetensors.index.json',
    ]);
    assert.deepEqual(withoutShards(shards), shards);
  });
});

describe('checkpoints of one training', () => {
  it('differ in numbers alone, in their names or in their folder, the earliest first', () => {
    const series = seriesOf([
      'run/checkpoint-1000/model.safetensors',
      'run/checkpoint-500/model.safetensors',
      'a/epoch=2-step=20.ckpt',
      'a/epoch=10-step=100.ckpt',
      'a/best.ckpt',
    ]);
    assert.deepEqual(series, [
      { name: 'a/epoch=#-step=#.ckpt', files: ['a/epoch=2-step=20.ckpt', 'a/epoch=10-step=100.ckpt'] },
      {
        name: 'run/checkpoint-#/model.safetensors',
        files: ['run/checkpoint-500/model.safetensors', 'run/checkpoint-1000/model.safetensors'],
      },
    ]);
  });

  it('are neither shards of one nor a single file with a number', () => {
    assert.deepEqual(
      seriesOf(['m/x-00001-of-00002.bin', 'm/x-00002-of-00002.bin', 'gpt2/w.npy', 'b/x1.pt']),
      [],
    );
  });
});
