// A person's own inputs drive the cells of a checkpoint, and settle the verdict.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CellRecord } from '../../../src/core/recurrence/records';
import { run } from './run';

const folder = 'test/cases/checkpoints';

/** A NumPy file of doubles. */
function npy(shape: readonly number[], values: readonly number[]): Buffer {
  const dict = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  const header = `${dict.padEnd(117)}\n`;
  const head = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0]);
  return Buffer.concat([head, Buffer.from(header, 'latin1'), Buffer.from(Float64Array.from(values).buffer)]);
}

const wave = (length: number): number[] => Array.from({ length }, (_, i) => Math.sin(i) / 3);

describe('own inputs on the command line', () => {
  const own = mkdtempSync(join(tmpdir(), 'own-inputs-'));
  after(() => {
    rmSync(own, { recursive: true });
  });
  const file = (name: string, bytes: Buffer): string => {
    writeFileSync(join(own, name), bytes);
    return join(own, name);
  };
  const cell = async (model: string, ...args: string[]): Promise<CellRecord> => {
    const { stdout } = await run('analyze', '--json', `${folder}/${model}`, ...args);
    return (JSON.parse(stdout) as { files: { findings: CellRecord[] }[] }).files[0]!.findings.at(-1)!;
  };

  for (const [inputs, steps, verdict, gain] of [
    ['inputs_quiet.npy', 100, 'growing', 2.6167],
    ['inputs_quiet.npy', null, 'growing', 2.8544],
    ['inputs_loud.npy', 100, 'vanishing', -13.2465],
    ['inputs_loud.npy', 1000, 'vanishing', -18.9471],
  ] as const)
    it(`${inputs}, ${steps ?? 'all'} steps: ${verdict}, as automatic differentiation finds`, async () => {
      const asked = steps === null ? [] : ['--steps', String(steps)];
      const record = await cell('input_scale.pt', '--inputs', `${folder}/${inputs}`, ...asked);
      assert.equal(record.verdict, verdict);
      assert.equal(record.steps, Math.min(steps ?? 150, 150));
      assert.equal(record.trajectory.source, 'file');
      assert.ok(Math.abs(record.trajectory.log10Gain! - gain) < 0.001, String(record.trajectory.log10Gain));
      assert.equal(record.log10Gain, record.trajectory.log10Gain);
      assert.match(record.explanation, new RegExp(`^Along ${inputs} the gradient is .* Over \\d+ steps`));
      assert.doesNotMatch(record.explanation, /depends|default/);
    });

  it('a batch is a spread over its sequences; an upper layer gets what the lower one makes of it', async () => {
    const batch = file('batch.npy', npy([3, 40, 8], wave(960)));
    const record = await cell('stacked.pt', '--inputs', batch);
    assert.equal(record.layer, 1);
    assert.equal(record.steps, 40);
    const { log10Gain, range, assumption } = record.trajectory;
    assert.ok(range!.low! <= log10Gain! && log10Gain! <= range!.high!);
    assert.match(assumption, /batch\.npy from the zero state, median of 3 sequences/);
  });

  it('what cannot drive a cell is told in one sentence', async () => {
    const told = async (inputs: string, model = 'input_scale.pt'): Promise<string> => {
      const { status, stdout, stderr } = await run('analyze', `${folder}/${model}`, '--inputs', inputs);
      assert.equal(status, 2);
      return stdout + stderr;
    };
    assert.match(
      await told(`${folder}/long_memory.pt`),
      /long_memory\.pt: inputs are read from \.npy and \.npz/,
    );
    assert.match(await told(`${folder}/inputs_quiet.npy`, 'lstm.pt'), /64 numbers a step .* takes 8; give/);
    const values = wave(128);
    assert.match(await told(file('line.npy', npy([128], values))), /batch × steps × inputs, not 128/);
    assert.match(
      await told(file('short.npy', npy([1, 64], values.slice(64)))),
      /too short; give at least 2 steps/,
    );
    values[70] = NaN;
    assert.match(await told(file('nan.npy', npy([2, 64], values))), /input of step 1 is not finite \(NaN\)/);
    assert.match(await told(join(own, 'missing.npy')), /cannot be opened/);
    const { status, stderr } = await run('analyze', 'README.md', '--inputs', `${folder}/inputs_quiet.npy`);
    assert.equal(status, 2);
    assert.match(stderr, /--inputs is for checkpoints/);
  });
});
