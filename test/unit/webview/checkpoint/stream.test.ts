import assert from 'node:assert/strict';
import type { CheckpointItem } from '../../../../src/shared/checkpoint';
import { QuickStream, type Outcome } from '../../../../webview/checkpoint/stream';

const items = Array.from({ length: 7 }, (_, index) => ({ index }) as CheckpointItem);
const figures = {
  verdict: 'stable',
  log10Gain: 0,
  overflow: false,
  halfLife: null,
  explanation: '',
} as const;

describe('the stream of quick figures', () => {
  it('asks for two at a time, for each once, and carries on after a failure', async () => {
    let under = 0;
    let most = 0;
    const outcomes = new Map<number, Outcome>();
    const ends: boolean[] = [];
    await new QuickStream(items, {
      ask: async ({ index }) => {
        most = Math.max(most, ++under);
        await Promise.resolve();
        under--;
        if (index === 3) throw new Error('entry 5 is not a number');
        return figures;
      },
      onOutcome: ({ index }, outcome) => outcomes.set(index, outcome),
      onProgress: (done, total, running) => {
        if (!running) ends.push(done === total);
      },
    }).run();
    assert.equal(most, 2);
    assert.deepEqual(
      [...outcomes.keys()].sort((a, b) => a - b),
      [0, 1, 2, 3, 4, 5, 6],
    );
    assert.deepEqual(outcomes.get(3), { failure: 'entry 5 is not a number' });
    assert.deepEqual(ends, [true]);
  });

  it('asks for no more once it is stopped, and tells nothing that comes late', async () => {
    let asked = 0;
    const outcomes: number[] = [];
    const stream: QuickStream = new QuickStream(items, {
      ask: async () => {
        asked++;
        await Promise.resolve();
        if (asked === 2) stream.stop();
        return figures;
      },
      onOutcome: ({ index }) => outcomes.push(index),
      onProgress: () => undefined,
    });
    await stream.run();
    assert.equal(asked, 2);
    assert.deepEqual(outcomes, []);
  });
});
