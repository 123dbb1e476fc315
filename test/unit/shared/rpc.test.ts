import assert from 'node:assert/strict';
import {
  CancellationError,
  DisconnectedError,
  Rpc,
  type NoMethods,
  type Port,
} from '../../../src/shared/rpc';

interface Arithmetic {
  double(x: number): number;
  fail(message: string): never;
  never(x: null): Promise<never>;
  count(to: number): string;
}

/** Two ports joined by structured clones on the microtask queue, as workers and webviews are. */
function joined(): [Port, Port] {
  const listeners: ((message: unknown) => void)[] = [];
  const port = (own: number, other: number): Port => ({
    post: (message) => {
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => listeners[other]?.(copy));
    },
    onMessage: (listener) => {
      listeners[own] = listener;
    },
  });
  return [port(0, 1), port(1, 0)];
}

function pair(): {
  caller: Rpc<Arithmetic, NoMethods>;
  far: Rpc<NoMethods, Arithmetic>;
  ports: [Port, Port];
} {
  const ports = joined();
  const far = new Rpc<NoMethods, Arithmetic>(ports[1], {
    double: (x) => 2 * x,
    fail: (message) => {
      throw new RangeError(message);
    },
    never: () => new Promise(() => undefined),
    count: (to, { progress }) => {
      for (let i = 1; i <= to; i++) progress(i / to);
      return 'counted';
    },
  });
  return { caller: new Rpc<Arithmetic, NoMethods>(ports[0], {}), far, ports };
}

describe('Rpc', () => {
  it('settles with the reply', async () => {
    assert.equal(await pair().caller.call('double', 21), 42);
  });

  it("settles with the remote's error, name and message", async () => {
    await assert.rejects(pair().caller.call('fail', 'row 3 is ragged'), {
      name: 'RangeError',
      message: 'row 3 is ragged',
    });
  });

  it('rejects a method that the other end lacks, also inherited ones', async () => {
    const { caller } = pair();
    await assert.rejects(caller.call('toString' as 'double', 1), /no method toString/);
  });

  it('settles when its signal aborts, before and during the call', async () => {
    const { caller } = pair();
    const abort = new AbortController();
    const waiting = caller.call('never', null, { signal: abort.signal });
    abort.abort();
    await assert.rejects(waiting, CancellationError);
    await assert.rejects(caller.call('double', 1, { signal: abort.signal }), CancellationError);
  });

  it('settles when the channel is disposed, and refuses later calls', async () => {
    const { caller } = pair();
    const waiting = caller.call('never', null);
    caller.dispose();
    await assert.rejects(waiting, DisconnectedError);
    await assert.rejects(caller.call('double', 1), DisconnectedError);
  });

  it('settles when a parameter cannot be cloned', async () => {
    await assert.rejects(pair().caller.call('double', (() => 1) as unknown as number), {
      name: 'DataCloneError',
    });
  });

  it('passes progress on', async () => {
    const seen: number[] = [];
    await pair().caller.call('count', 4, { onProgress: (done) => seen.push(done) });
    assert.deepEqual(seen, [0.25, 0.5, 0.75, 1]);
  });

  it('ignores what is not a message', async () => {
    const { caller, ports } = pair();
    for (const junk of [
      null,
      7,
      'x',
      {},
      { kind: 'value' },
      { kind: 'request', id: 1 },
      { kind: 'value', id: 99, value: 0 },
    ]) {
      ports[0].post(junk);
      ports[1].post(junk);
    }
    assert.equal(await caller.call('double', 2), 4);
  });
});
