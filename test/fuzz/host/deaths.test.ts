// A thread that may die at any moment, as out of memory or killed by the system.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultThresholds } from '../../../src/core/analysis';
import { AnalysisWorker } from '../../../src/host/analysisWorker';
import type { Log } from '../../../src/host/log';
import { nodeThread } from '../../../src/host/nodeWorker';
import { DisconnectedError } from '../../../src/shared/rpc';

// Bundled to out/fuzz/host/*.js; the worker is the one that is shipped.
const shipped = resolve(__dirname, '..', '..', '..', 'dist', 'worker.js');
const options = { steps: 100, activation: 'tanh', thresholds: defaultThresholds } as const;
const limits = { size: 4096 };

describe('AnalysisWorker whose threads die', () => {
  const errors: string[] = [];
  const told: string[] = [];
  const log = { timing: () => undefined, error: (message: string) => errors.push(message) } as unknown as Log;
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-deaths-'));
  let analysis: AnalysisWorker;
  after(() => {
    analysis.dispose();
    rmSync(folder, { recursive: true });
  });

  it('killed at random 100 times: every call is answered or given up, and the next one is served', async () => {
    const deaths = 100;
    const file = join(folder, 'killed.cjs');
    const starts = join(folder, 'starts-killed');
    writeFileSync(starts, '');
    // The moment of death is spread over the time from the start of the thread to well after its first answers.
    writeFileSync(
      file,
      `const { appendFileSync, statSync } = require('node:fs');
       appendFileSync(${JSON.stringify(starts)}, '.');
       const start = statSync(${JSON.stringify(starts)}).size;
       require(${JSON.stringify(shipped)});
       if (start <= ${deaths}) setTimeout(() => process.exit(1), (start * 7919) % 53);`,
    );
    analysis = new AnalysisWorker(
      (onExit) => nodeThread(file, onExit),
      log,
      (sentence) => told.push(sentence),
    );
    const outcome = { answered: 0, givenUp: 0 };
    const caller = async (n: number): Promise<void> => {
      while (errors.length < deaths) {
        try {
          const call = { source: `0.5 * identity(${n})`, options, limits };
          const finding = await analysis.call('expression', call, { subject: String(n) });
          assert.deepEqual([finding.shape, finding.summary?.sigmaMax], [[n, n], 0.5]);
          outcome.answered++;
        } catch (error) {
          assert.ok(error instanceof DisconnectedError, String(error));
          outcome.givenUp++;
        }
      }
    };
    await Promise.all([2, 3, 4].map(caller));
    console.log(
      `      ${errors.length} deaths: ${outcome.answered} calls answered, ${outcome.givenUp} given up`,
    );
    assert.equal(told.length, errors.length);
    const { shape } = await analysis.call('expression', { source: 'identity(5)', options, limits });
    assert.deepEqual(shape, [5, 5]);
  });
});
