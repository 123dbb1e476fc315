import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

interface Task {
  run: (say: (text: string) => void) => Promise<void>;
}
interface Lanes {
  inLanes: (tasks: readonly Task[], lanes: number, hear: (text: string) => void) => Promise<void>;
}

describe('suites side by side', () => {
  // Bundled to out/unit/lanes.test.js.
  const file = join(resolve(__dirname, '..', '..'), 'test', 'server', 'lanes.mjs');

  it('run as many as there are lanes, and are heard in the order of the list', async () => {
    const { inLanes } = (await import(pathToFileURL(file).href)) as Lanes;
    const running = new Map<string, () => void>();
    const task = (name: string): Task => ({
      run: (say) =>
        new Promise((done) => {
          say(`${name} begins. `);
          running.set(name, () => {
            running.delete(name);
            say(`${name} ends. `);
            done();
          });
        }),
    });
    const end = async (name: string): Promise<void> => {
      running.get(name)!();
      await setImmediate();
    };
    let heard = '';
    const all = inLanes(['a', 'b', 'c'].map(task), 2, (text) => (heard += text));
    assert.deepEqual([...running.keys()], ['a', 'b']);
    await end('b');
    assert.deepEqual([...running.keys()], ['a', 'c']);
    assert.equal(heard, 'a begins. ');
    await end('a');
    assert.equal(heard, 'a begins. a ends. b begins. b ends. c begins. ');
    await end('c');
    await all;
    assert.equal(heard, 'a begins. a ends. b begins. b ends. c begins. c ends. ');
  });
});
