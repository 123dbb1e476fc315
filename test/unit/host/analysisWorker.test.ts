import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultThresholds } from '../../../src/core/analysis';
import { AnalysisWorker } from '../../../src/host/analysisWorker';
import type { Log } from '../../../src/host/log';
import { CancelledError, DisconnectedError } from '../../../src/shared/rpc';

// Bundled to out/unit/host/*.js; the worker is the one that is shipped.
const shipped = resolve(__dirname, '..', '..', '..', 'dist', 'worker.js');
const options = { steps: 100, activation: 'tanh', thresholds: defaultThresholds } as const;
const limits = { size: 4096 };

describe('AnalysisWorker', () => {
  const errors: string[] = [];
  const log = { timing: () => undefined, error: (message: string) => errors.push(message) } as unknown as Log;
  const open: AnalysisWorker[] = [];
  const worker = (file = shipped): AnalysisWorker => {
    const analysis = new AnalysisWorker(file, log);
    open.push(analysis);
    return analysis;
  };
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-worker-'));
  afterEach(() => {
    for (const analysis of open.splice(0)) analysis.dispose();
    errors.length = 0;
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('answers calls in the order they came', async () => {
    const analysis = worker();
    const order: number[] = [];
    const shapes = await Promise.all(
      [8, 4, 2].map(async (n) => {
        const { shape } = await analysis.call('expression', { source: `identity(${n})`, options, limits });
        order.push(n);
        return shape;
      }),
    );
    assert.deepEqual(shapes, [
      [8, 8],
      [4, 4],
      [2, 2],
    ]);
    assert.deepEqual(order, [8, 4, 2]);
  });

  it('reports progress and stops a long analysis when it is cancelled, without losing the worker', async () => {
    const analysis = worker();
    const abort = new AbortController();
    // Cancelled at the first sign of progress: half an hour of work if it went on.
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
    await assert.rejects(long, CancelledError);
    const { shape } = await analysis.call('expression', { source: 'identity(3)', options, limits });
    assert.deepEqual(shape, [3, 3]);
    assert.deepEqual(errors, []);
  });

  it('takes a call out of the queue when it is cancelled before its turn', async () => {
    const analysis = worker();
    const abort = new AbortController();
    const first = analysis.call('expression', { source: 'randn(128)', options, limits });
    const second = analysis.call(
      'expression',
      { source: 'identity(2)', options, limits },
      { signal: abort.signal },
    );
    abort.abort();
    await assert.rejects(second, CancelledError);
    assert.deepEqual((await first).shape, [128, 128]);
  });

  it('passes on what the worker says about bad input', async () => {
    await assert.rejects(
      worker().call('expression', { source: 'zeros(1e9)', options, limits }),
      /1,000,000,000|1e\+?9|limit/,
    );
    await assert.rejects(worker().call('panel', { key: 'unknown', options }), { name: 'UnknownMatrixError' });
  });

  it('a worker that dies is started anew with the next call', async () => {
    const marker = join(folder, 'died');
    const file = join(folder, 'mortal.cjs');
    writeFileSync(
      file,
      `const { existsSync, writeFileSync } = require('node:fs');
       if (existsSync(${JSON.stringify(marker)})) require(${JSON.stringify(shipped)});
       else { writeFileSync(${JSON.stringify(marker)}, ''); throw new Error('mortal'); }`,
    );
    const analysis = worker(file);
    await assert.rejects(analysis.call('expression', { source: 'identity(2)', options, limits }), /mortal/);
    assert.equal(errors.length, 1);
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
