import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FollowedSeries } from '../../../src/cli/series/checkpointSeries';
import { run } from './run';

/** A PyTorch RNN of 4 units whose recurrent matrix is `scale` times a rotation, as safetensors. */
function rnn(scale: number): Buffer {
  const [c, s] = [scale * Math.cos(0.3), scale * Math.sin(0.3)];
  const hidden = [c, -s, 0, 0, s, c, 0, 0, 0, 0, c, -s, 0, 0, s, c];
  const input = [0.1, 0.2, 0.3, 0.4];
  const header = JSON.stringify({
    'rnn.weight_ih_l0': { dtype: 'F32', shape: [4, 1], data_offsets: [0, 16] },
    'rnn.weight_hh_l0': { dtype: 'F32', shape: [4, 4], data_offsets: [16, 80] },
  });
  const start = Buffer.alloc(8);
  start.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([
    start,
    Buffer.from(header),
    Buffer.from(Float32Array.from([...input, ...hidden]).buffer),
  ]);
}

describe('gradient-lens series', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-series-'));
  const put = (path: string, data: Buffer | string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), data);
  };
  before(() => {
    for (const [step, scale] of [
      [200, 0.6],
      [1000, 1],
      [3000, 1.5],
    ] as const)
      put(`run/model_${step}.safetensors`, rnn(scale));
    for (const step of [5, 10]) put(`other/checkpoint-${step}/model.safetensors`, rnn(0.5));
    put('other/final.safetensors', rnn(0.5));
    put('other/notes.md', 'W_hh = [[2, 0], [0, 2]]');
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('says where the verdict of each recurrence turns, checkpoints in the order of their numbers', async () => {
    const { stdout, status } = await run('series', folder, '--json');
    assert.equal(status, 0);
    const { series } = JSON.parse(stdout) as { series: FollowedSeries[] };
    assert.deepEqual(
      series.map(({ name, checkpoints }) => [name.slice(folder.length + 1), checkpoints]),
      [
        ['other/checkpoint-#/model.safetensors', ['5', '10']],
        ['run/model_#.safetensors', ['200', '1000', '3000']],
      ],
    );
    const [item, more] = series[1]!.items;
    assert.equal(more, undefined);
    assert.equal(item?.name, 'rnn');
    const verdicts = item.points.map((point) => point?.verdict);
    assert.deepEqual([verdicts[0], new Set(verdicts).size > 1], ['vanishing', true]);
    assert.deepEqual(
      item.turns.map(({ from, to }) => [from, to]),
      verdicts.flatMap((to, i) => (i > 0 && to !== verdicts[i - 1] ? [[verdicts[i - 1], to]] : [])),
    );
    assert.ok(item.turns.every(({ at }) => ['1000', '3000'].includes(at)));
    assert.deepEqual(series[0]!.items[0]!.turns, []);
  });

  it('is a table, Markdown, and a page with the course of the gain', async () => {
    const { stdout: table } = await run('series', folder);
    assert.match(table, /run\/model_#\.safetensors: 3 checkpoints, 200 to 3000\n {2}name +what +verdict/);
    assert.match(table, /vanishing → \w+ at \d+/);
    const { stdout: markdown } = await run('series', folder, '--format', 'markdown');
    assert.match(markdown, /\n\| name \| what \| verdict \| gain \| course \|\n/);
    const { stdout: html } = await run('series', folder, '--format', 'html');
    assert.equal(html.match(/<svg/g)?.length, 2);
  });

  it('merges shards to what one process writes, and keeps what has not changed', async () => {
    const parts = [1, 2, 3].map((i) => join(folder, `part-${i}.jsonl`));
    const scan = (i: number, ...more: string[]) =>
      run('series', folder, '--format', 'jsonl', '--shard', `${i}/3`, '--output', parts[i - 1]!, ...more);
    for (const i of [1, 2, 3]) await scan(i);
    for (const format of ['table', 'json', 'markdown', 'html']) {
      const merged = await run('merge', ...parts, '--format', format);
      assert.equal(merged.stdout, (await run('series', folder, '--format', format)).stdout, format);
      assert.deepEqual([merged.status, merged.stderr], [0, '']);
    }
    const before = readFileSync(parts[0]!, 'utf8');
    await scan(1, '--resume');
    assert.equal(readFileSync(parts[0]!, 'utf8'), before);
    const later = new Date(Date.now() + 5000);
    utimesSync(join(folder, 'run', 'model_3000.safetensors'), later, later);
    for (const i of [1, 2, 3]) await scan(i, '--resume');
    assert.equal((await run('merge', ...parts)).status, 0);
    const refused = await run('merge', ...parts, '--format', 'sarif');
    assert.match(refused.stderr, /the parts are of series, which takes no --format sarif/);
  });

  it('fails a check by any checkpoint, and tells of one that cannot be read', async () => {
    const { status } = await run('series', folder, '--fail-on', 'vanishing');
    assert.equal(status, 1);
    put('torn/model_1.safetensors', rnn(1));
    put('torn/model_2.safetensors', rnn(1).subarray(0, 40));
    const torn = await run('series', join(folder, 'torn'));
    assert.match(torn.stdout, /model_2\.safetensors/);
    assert.match(torn.stdout, /2 checkpoints, 1 to 2\n/);
  });

  it('refuses what has no series, and options of analyze alone', async () => {
    assert.match((await run('series', join(folder, 'other/final.safetensors'))).stderr, /holds no series/);
    assert.match((await run('series', folder, '--baseline', 'x')).stderr, /--baseline is for analyze/);
    assert.match((await run('series', folder, '--format', 'sarif')).stderr, /--format takes one of table/);
  });
});
