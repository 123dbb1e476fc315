import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { readPythonMatrix } from '../../../../src/host/debugger/pythonMatrix';

const candidates = ['python3', '/usr/bin/python3'];
const needs = (modules: string) => (python: string) =>
  spawnSync(python, ['-c', `import ${modules}`]).status === 0;
const python = candidates.find(needs('debugpy, numpy'));
const withTorch = python !== undefined && needs('torch')(python);

interface Message {
  readonly type: string;
  readonly event?: string;
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: unknown;
}

/** A client of the Debug Adapter Protocol over the standard streams of an adapter. */
class Client {
  private seq = 0;
  private buffer = Buffer.alloc(0);
  private readonly waiting: {
    readonly wanted: (message: Message) => boolean;
    readonly give: (message: Message) => void;
  }[] = [];
  private readonly events: Message[] = [];

  constructor(private readonly adapter: ChildProcessByStdio<Writable, Readable, null>) {
    adapter.stdout.on('data', (data: Buffer) => {
      this.buffer = Buffer.concat([this.buffer, data]);
      for (let message = this.take(); message; message = this.take()) this.receive(message);
    });
  }

  async request<T>(command: string, args: unknown = {}): Promise<T> {
    const seq = ++this.seq;
    const body = Buffer.from(JSON.stringify({ seq, type: 'request', command, arguments: args }));
    const answer = this.next(({ request_seq }) => request_seq === seq);
    this.adapter.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.adapter.stdin.write(body);
    const { success, message, body: result } = await answer;
    if (!success) throw new Error(message ?? command);
    return result as T;
  }

  event(name: string): Promise<Message> {
    const seen = this.events.find(({ event }) => event === name);
    return seen ? Promise.resolve(seen) : this.next(({ event }) => event === name);
  }

  private next(wanted: (message: Message) => boolean): Promise<Message> {
    return new Promise((give) => this.waiting.push({ wanted, give }));
  }

  private receive(message: Message): void {
    if (message.type === 'event') this.events.push(message);
    const at = this.waiting.findIndex(({ wanted }) => wanted(message));
    if (at >= 0) this.waiting.splice(at, 1)[0]!.give(message);
  }

  private take(): Message | undefined {
    const head = this.buffer.indexOf('\r\n\r\n');
    const length = Number(
      /Content-Length: (\d+)/.exec(this.buffer.subarray(0, Math.max(head, 0)).toString())?.[1],
    );
    if (head < 0 || this.buffer.length < head + 4 + length) return undefined;
    const body = this.buffer.subarray(head + 4, head + 4 + length).toString();
    this.buffer = this.buffer.subarray(head + 4 + length);
    return JSON.parse(body) as Message;
  }
}

describe('readPythonMatrix through debugpy, the debug adapter of Python', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-debugpy-'));
  let adapter: ChildProcessByStdio<Writable, Readable, null> | undefined;
  let evaluate: (expression: string) => Promise<string>;

  before(async function () {
    if (!python) this.skip();
    const program = join(folder, 'train.py');
    const lines = [
      'import numpy as np',
      'str = list = len = float = None  # names that programs give away',
      'W = np.array([[1.5, 0.1], [-0.25, 1 / 3]])',
      'large = np.arange(600 * 500, dtype=np.float64).reshape(600, 500) / 7',
      'params = {"rnn.W": W.astype(np.float32), "c": W * 1j, "t": np.zeros((2, 3, 3))}',
      ...(withTorch
        ? [
            'import torch',
            'h = torch.nn.RNN(4, 3)',
            'h.weight_hh_l0.data = torch.arange(9.).reshape(3, 3) / 8',
          ]
        : []),
      'print("stop here")',
    ];
    writeFileSync(program, lines.join('\n'));
    adapter = spawn(python, ['-m', 'debugpy.adapter'], { stdio: ['pipe', 'pipe', 'ignore'], detached: true });
    const client = new Client(adapter);
    await client.request('initialize', { adapterID: 'debugpy', pathFormat: 'path', linesStartAt1: true });
    const launched = client.request('launch', { program, python: [python], console: 'internalConsole' });
    await client.event('initialized');
    await client.request('setBreakpoints', {
      source: { path: program },
      breakpoints: [{ line: lines.length }],
    });
    await client.request('configurationDone');
    await launched;
    const { body } = await client.event('stopped');
    const { threadId } = body as { threadId: number };
    const { stackFrames } = await client.request<{ stackFrames: { id: number }[] }>('stackTrace', {
      threadId,
    });
    const frameId = stackFrames[0]!.id;
    evaluate = async (expression) =>
      (await client.request<{ result: string }>('evaluate', { expression, frameId, context: 'clipboard' }))
        .result;
  });
  after(() => {
    // The adapter leads a group of its own, with the program in it.
    if (adapter?.pid) process.kill(-adapter.pid, 'SIGKILL');
    rmSync(folder, { recursive: true });
  });
  const read = (name: string) => readPythonMatrix(name, evaluate, () => undefined);

  it('a NumPy array, bit by bit', async () => {
    assert.deepEqual([...(await read('W')).data], [1.5, 0.1, -0.25, 1 / 3]);
  });

  it('an entry of a dict, in single precision', async () => {
    assert.deepEqual([...(await read("params['rnn.W']")).data], [1.5, 0.1, -0.25, 1 / 3].map(Math.fround));
  });

  it('a large one, in blocks', async () => {
    const { rows, columns, data } = await read('large');
    assert.deepEqual([rows, columns], [600, 500]);
    assert.ok(data.every((value, i) => value === i / 7));
  });

  it('a parameter of a PyTorch module', async function () {
    if (!withTorch) this.skip();
    assert.deepEqual(
      [...(await read('h.weight_hh_l0')).data],
      Array.from({ length: 9 }, (_, i) => i / 8),
    );
  });

  it('says what is wrong with complex numbers, tensors of rank 3 and names that do not exist', async () => {
    await assert.rejects(read("params['c']"), /real numbers: .*(float|real)/);
    await assert.rejects(read("params['t']"), /shape \(2, 3, 3\)/);
    await assert.rejects(read('absent'), /NameError.*name 'absent' is not defined/);
  });
});
