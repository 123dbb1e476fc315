import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultThresholds } from '../../../src/core/analysis';
import { AnalysisWorker } from '../../../src/host/analysisWorker';
import type { Log } from '../../../src/host/log';
import { nodeThread } from '../../../src/host/nodeWorker';
import { CancellationError, DisconnectedError } from '../../../src/shared/rpc';

// Bundled to out/unit/host/*.js; the worker is the one that is shipped.
const shipped = resolve(__dirname, '..', '..', '..', 'dist', 'worker.js');
const options = { steps: 100, activation: 'tanh', thresholds: defaultThresholds } as const;
const limits = { size: 4096 };

describe('AnalysisWorker', () => {
  const errors: string[] = [];
  const told: string[] = [];
  const log = { timing: () => undefined, error: (message: string) => errors.push(message) } as unknown as Log;
  const open: AnalysisWorker[] = [];
  const worker = (file = shipped): AnalysisWorker => {
    const analysis = new AnalysisWorker(
      (onExit) => nodeThread(file, onExit),
      log,
      (sentence) => told.push(sentence),
    );
    open.push(analysis);
    return analysis;
  };
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-worker-'));
  afterEach(() => {
    for (const analysis of open.splice(0)) analysis.dispose();
    errors.length = 0;
    told.length = 0;
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('answers calls about one subject in the order they came', async () => {
    const analysis = worker();
    const order: number[] = [];
    const shapes = await Promise.all(
      [128, 4, 2].map(async (n) => {
        const { shape } = await analysis.call(
          'expression',
          { source: `identity(${n})`, options, limits },
          { subject: 'one' },
        );
        order.push(n);
        return shape;
      }),
    );
    assert.deepEqual(shapes, [
      [128, 128],
      [4, 4],
      [2, 2],
    ]);
    assert.deepEqual(order, [128, 4, 2]);
  });

  it('a subject that shall be apart from another goes to the other thread', async () => {
    const analysis = worker();
    const path = resolve(__dirname, '..', '..', '..', 'test', 'fixtures', 'checkpoints', 'weight_hh.npy');
    const checkpoint = { key: 'k', place: { kind: 'path', path }, options, steps: null } as const;
    await analysis.call('checkpointOpen', checkpoint, { subject: 'one' });
    const tensors = (subject: string, apartFrom?: string): Promise<unknown> =>
      analysis.call('checkpointTensors', { key: 'k', from: 0 }, { subject, apartFrom });
    // The thread is free again only after the answer.
    await new Promise(setImmediate);
    await tensors('beside');
    await new Promise(setImmediate);
    await assert.rejects(tensors('apart', 'one'), { name: 'UnknownCheckpointError' });
  });

  it('a short call passes a long one, in a second thread', async () => {
    const analysis = worker();
    const abort = new AbortController();
    let answered = false;
    const long = analysis.call(
      'expression',
      { source: 'randn(1000)', options: { ...options, steps: 1000 }, limits },
      { signal: abort.signal },
    );
    const stopped = assert.rejects(long, CancellationError).then(() => {
      assert.ok(answered, 'the short call was answered first');
    });
    const { shape } = await analysis.call('expression', { source: 'identity(2)', options, limits });
    answered = true;
    assert.deepEqual(shape, [2, 2]);
    abort.abort();
    await stopped;
  });

  it('asks the thread that holds the matrix, and knows that the other does not', async () => {
    const analysis = worker();
    const subjects = ['a', 'b'];
    const keys = await Promise.all(
      subjects.map(async (subject, i) => {
        const source = `orthogonal(${64 + i})`;
        return (await analysis.call('expression', { source, options, limits }, { subject })).key;
      }),
    );
    const panels = subjects.map((subject, i) =>
      analysis.call('panel', { key: keys[i]!, options }, { subject }),
    );
    assert.deepEqual(
      (await Promise.all(panels)).map(({ analysis: { figures } }) => figures.rows),
      [64, 65],
    );
    await assert.rejects(analysis.call('panel', { key: keys[0]!, options }, { subject: 'b' }), {
      name: 'UnknownMatrixError',
    });
  });

  it('reports progress and stops a long analysis when it is canceled, without losing the worker', async () => {
    const analysis = worker();
    const abort = new AbortController();
    // Canceled at the first sign of progress: half an hour of work if it went on.
    const long = analysis.call(
      'expression',
      { source: 'randn(1000)', options: { ...options, steps: 1000 }, limits },
      {
        signal: abort.signal,
        onProgress: () => {
          abort.abort();
        },
      },
    );
    await assert.rejects(long, CancellationError);
    const { shape } = await analysis.call('expression', { source: 'identity(3)', options, limits });
    assert.deepEqual(shape, [3, 3]);
    assert.deepEqual(errors, []);
  });

  it('takes a call out of the queue when it is canceled before its turn', async () => {
    const analysis = worker();
    const abort = new AbortController();
    const subject = 'one';
    const first = analysis.call('expression', { source: 'randn(128)', options, limits }, { subject });
    const second = analysis.call(
      'expression',
      { source: 'identity(2)', options, limits },
      { signal: abort.signal, subject },
    );
    abort.abort();
    await assert.rejects(second, CancellationError);
    assert.deepEqual((await first).shape, [128, 128]);
  });

  it('passes on what the worker says about bad input', async () => {
    await assert.rejects(
      worker().call('expression', { source: 'zeros(1e9)', options, limits }),
      /1,000,000,000|1e\+?9|limit/,
    );
    await assert.rejects(worker().call('panel', { key: 'unknown', options }), { name: 'UnknownMatrixError' });
  });

  /** A worker file that throws at its first `deaths` starts and is the shipped one after. */
  const mortal = (deaths: number): string => {
    const file = join(folder, `mortal-${deaths}.cjs`);
    const starts = join(folder, `starts-${deaths}`);
    writeFileSync(starts, '');
    writeFileSync(
      file,
      `const { appendFileSync, statSync } = require('node:fs');
       const starts = ${JSON.stringify(starts)};
       appendFileSync(starts, '.');
       if (statSync(starts).size > ${deaths}) require(${JSON.stringify(shipped)});
       else throw new Error('mortal');`,
    );
    return file;
  };

  it('a worker that dies is started anew once for the same call, and the person is told', async () => {
    const analysis = worker(mortal(1));
    const { shape } = await analysis.call('expression', { source: 'identity(2)', options, limits });
    assert.deepEqual(shape, [2, 2]);
    assert.equal(errors.length, 1);
    assert.deepEqual(told, [
      'An analysis worker of Gradient Lens stopped unexpectedly (mortal) and was restarted.',
    ]);
  });

  it('a call over which the worker dies twice is given up, and the next one is served', async () => {
    const analysis = worker(mortal(2));
    await assert.rejects(
      analysis.call('expression', { source: 'identity(2)', options, limits }),
      /stopped twice over the same input and was given up: mortal/,
    );
    assert.equal(told.length, 2);
    const { shape } = await analysis.call('expression', { source: 'identity(2)', options, limits });
    assert.deepEqual(shape, [2, 2]);
  });

  it('rejects what is outstanding when it is disposed', async () => {
    const analysis = worker();
    const long = analysis.call(
      'expression',
      { source: 'randn(1000)', options, limits },
      {
        onProgress: () => {
          analysis.dispose();
        },
      },
    );
    await assert.rejects(long, DisconnectedError);
  });
});
