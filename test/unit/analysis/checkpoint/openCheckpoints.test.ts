import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultThresholds } from '../../../../src/core/analysis';
import type { CheckpointPlace } from '../../../../src/shared/checkpoint';
import { CancellationError } from '../../../../src/shared/rpc';
import { createRandom } from '../../../../src/core/random';
import { OpenCheckpoints } from '../../../../src/analysis/checkpoint/openCheckpoints';
import expected from '../../../fixtures/checkpoints/char_model_expected.json';

const folder = 'test/fixtures/checkpoints';
const options = { steps: 100, activation: 'tanh', thresholds: defaultThresholds } as const;
const pathOf = (file: string): CheckpointPlace => ({ kind: 'path', path: join(folder, file) });
const key = 'a';

async function opened(file: string, steps: number | null = null): Promise<OpenCheckpoints> {
  const checkpoints = new OpenCheckpoints();
  await checkpoints.open({ key, place: pathOf(file), options, steps });
  return checkpoints;
}

describe('the open checkpoints of a worker', () => {
  it('list tensors and items, and give each item its verdict', async () => {
    const checkpoints = new OpenCheckpoints();
    const summary = await checkpoints.open({
      key,
      place: pathOf('char_model.safetensors'),
      options,
      steps: null,
    });
    assert.equal(summary.format, 'safetensors');
    assert.equal(summary.stepsFrom, 'setting');
    const { rows: tensors, next } = checkpoints.tensors({ key, from: 0 });
    assert.equal(next, null);
    assert.equal(tensors.length, summary.tensors);
    const { rows: items } = checkpoints.items({ key, from: 0 });
    const verdicts = new Map<string, string | null>();
    for (const { index, what } of items) {
      verdicts.set(what, (await checkpoints.quick({ key, index })).verdict);
    }
    assert.equal(verdicts.get('RNN layer 0'), 'undetermined');
    assert.equal(verdicts.get('RNN layer 1'), 'vanishing');
    assert.ok(verdicts.has('LSTM layer 0, reverse'));
    assert.deepEqual(
      items.filter(({ reverse }) => reverse).map(({ what }) => what),
      items.map(({ what }) => what).filter((what) => what.endsWith(', reverse')),
    );
    await checkpoints.close({ key });
  });

  it('give the detail of every cell with torch’s figures for its gates', async () => {
    const checkpoints = await opened('char_model.safetensors');
    const { rows } = checkpoints.items({ key, from: 0 });
    for (const [tensor, gates] of Object.entries(expected)) {
      const item = rows.find(({ kind, tensors }) => kind === 'cell' && tensors[0] === tensor)!;
      const subject = { kind: 'item', index: item.index, reading: 0 } as const;
      const detail = await checkpoints.detail({ key, subject });
      assert.ok(detail.kind === 'cell');
      gates.forEach(({ sigmaMax, spectralRadius }, i) => {
        assert.ok(Math.abs(detail.record.gates[i]!.sigmaMax - sigmaMax) < 1e-6);
        assert.ok(Math.abs(detail.record.gates[i]!.spectralRadius - spectralRadius) < 1e-6);
      });
      const { growth, heatMap, record } = detail;
      assert.equal(growth.places.at(-1), 100);
      growth.driven.forEach(({ inputStd, values }, i) => {
        const { independent, inputStd: std } = record.scales[i]!;
        assert.equal(inputStd, std);
        assert.ok(
          values.at(-1)! > independent.low! - 0.1 && values.at(-1)! < independent.high! + 0.1,
          tensor,
        );
      });
      assert.equal(heatMap.rows, gates.length * record.hiddenSize);
    }
    await checkpoints.close({ key });
  });

  it('give a large cell a first verdict, and the detail comes to the same', async () => {
    const checkpoints = new OpenCheckpoints();
    const place = {
      kind: 'bytes',
      name: 'large.safetensors',
      bytes: largeLstm(),
      siblings: new Map<string, Uint8Array>(),
    } as const;
    const short = { ...options, steps: 20 };
    await checkpoints.open({ key, place, options: short, steps: 20 });
    const [item] = checkpoints.items({ key, from: 0 }).rows;
    const quick = await checkpoints.quick({ key, index: item!.index });
    assert.match(
      quick.explanation,
      /^A first verdict, from one run at each scale of inputs: the gain over 20 steps is /,
    );
    const detail = await checkpoints.detail({
      key,
      subject: { kind: 'item', index: item!.index, reading: 0 },
    });
    assert.ok(detail.kind === 'cell');
    assert.equal(quick.verdict, detail.record.verdict);
    // The half-lives of a driven cell come with its detail.
    assert.equal(quick.halfLife, null);
    assert.ok(detail.record.timescales.halfLife!.p50! > 0);
    await checkpoints.close({ key });
  });

  it('read an ambiguous cell the other way when asked', async () => {
    const checkpoints = await opened('char_model.safetensors');
    const { rows } = checkpoints.items({ key, from: 0 });
    const item = rows.find(({ what }) => what === 'RNN layer 0')!;
    const ask = async (reading: number): Promise<string> => {
      const detail = await checkpoints.detail({ key, subject: { kind: 'item', index: item.index, reading } });
      assert.ok(detail.kind === 'cell');
      assert.equal(detail.reading, reading);
      return detail.record.activation;
    };
    assert.equal(await ask(0), 'tanh');
    assert.equal(await ask(1), 'relu');
    await checkpoints.close({ key });
  });

  it('say of a linear recurrence what the list says, with the horizon of config.json', async () => {
    const checkpoints = new OpenCheckpoints();
    const place = pathOf('linear/rwkv4/model.safetensors');
    const summary = await checkpoints.open({ key, place, options, steps: null });
    assert.equal(summary.stepsFrom, 'config');
    const { rows } = checkpoints.items({ key, from: 0 });
    const item = rows.find(({ kind }) => kind === 'linear-recurrence')!;
    const quick = await checkpoints.quick({ key, index: item.index });
    const detail = await checkpoints.detail({
      key,
      subject: { kind: 'item', index: item.index, reading: 0 },
    });
    assert.ok(detail.kind === 'linear-recurrence');
    assert.equal(detail.record.halfLife.p50, quick.halfLife?.p50);
    assert.equal(detail.record.shareBeyond.steps, summary.steps);
    const chosen = await checkpoints.open({ key, place, options, steps: 7 });
    assert.deepEqual([chosen.steps, chosen.stepsFrom], [7, 'choice']);
    await checkpoints.close({ key });
  });

  it('show a tensor by itself, and take a square one as recurrent', async () => {
    const checkpoints = await opened('weight_hh.npy');
    const [row] = checkpoints.tensors({ key, from: 0 }).rows;
    const name = row!.name;
    const tensor = await checkpoints.detail({ key, subject: { kind: 'tensor', name, asked: false } });
    assert.ok(tensor.kind === 'tensor' && tensor.spread && tensor.heatMap);
    assert.equal(
      tensor.spread.count,
      row!.shape.reduce((a, b) => a * b),
    );
    if (row!.shape[0] === row!.shape[1]) {
      const matrix = await checkpoints.detail({ key, subject: { kind: 'matrix', name } });
      assert.ok(matrix.kind === 'matrix' && matrix.analysis.verdict);
    }
    await checkpoints.close({ key });
  });

  it('keep shape and reason of a tensor that cannot be read', async () => {
    const checkpoints = await opened('made/objects.npy');
    const [row] = checkpoints.tensors({ key, from: 0 }).rows;
    assert.ok(row!.unreadable);
    const subject = { kind: 'tensor', name: row!.name, asked: true } as const;
    const detail = await checkpoints.detail({ key, subject });
    assert.ok(detail.kind === 'tensor');
    assert.equal(detail.spread, null);
    assert.deepEqual(detail.row.shape, row!.shape);
    await checkpoints.close({ key });
  });

  it('give the same figures for bytes that the host read', async () => {
    const fromDisk = await opened('char_model.safetensors');
    const fromMemory = new OpenCheckpoints();
    const bytes = new Uint8Array(readFileSync(join(folder, 'char_model.safetensors')));
    const place = { kind: 'bytes', name: 'char_model.safetensors', bytes, siblings: new Map() } as const;
    await fromMemory.open({ key, place, options, steps: null });
    assert.deepEqual(await fromMemory.quick({ key, index: 0 }), await fromDisk.quick({ key, index: 0 }));
    await fromDisk.close({ key });
  });

  it('stop when the checkpoint of the call throws', async () => {
    const checkpoints = await opened('char_model.safetensors');
    const stop = (): void => {
      throw new CancellationError('canceled');
    };
    await assert.rejects(checkpoints.quick({ key, index: 0 }, stop), CancellationError);
    await checkpoints.close({ key });
  });

  it('say that a checkpoint is not open, before and after', async () => {
    const checkpoints = await opened('weight_hh.npy');
    assert.throws(() => checkpoints.tensors({ key: 'b', from: 0 }), { name: 'UnknownCheckpointError' });
    await checkpoints.close({ key });
    assert.throws(() => checkpoints.tensors({ key, from: 0 }), { name: 'UnknownCheckpointError' });
  });

  it('say in a sentence why a file cannot be opened', async () => {
    const bytes = new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\n');
    const place = { kind: 'bytes', name: 'p.safetensors', bytes, siblings: new Map() } as const;
    await assert.rejects(new OpenCheckpoints().open({ key, place, options, steps: null }), /git lfs pull/);
  });
});

/** A fresh PyTorch LSTM of hidden size 256 as safetensors, every weight from U(±1/16). */
function largeLstm(): Uint8Array {
  const random = createRandom(5);
  const shapes = { weight_ih: [1024, 4], weight_hh: [1024, 256], bias_ih: [1024], bias_hh: [1024] };
  const header: Record<string, object> = {};
  const parts: Float32Array[] = [];
  let from = 0;
  for (const [name, shape] of Object.entries(shapes)) {
    const part = Float32Array.from(
      { length: shape.reduce((a, b) => a * b) },
      () => (2 * random.uniform() - 1) / 16,
    );
    const to = from + part.byteLength;
    header[`lstm.${name}_l0`] = { dtype: 'F32', shape, data_offsets: [from, to] };
    parts.push(part);
    from = to;
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return new Uint8Array(Buffer.concat([length, json, ...parts.map(({ buffer }) => Buffer.from(buffer))]));
}
