import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FormatError } from '../../../../src/formats/formatError';
import { crc32, maskedCrc32c } from '../../../../src/formats/logs/crc';
import { GradientLog } from '../../../../src/core/monitor/gradientLog';
import { FollowedLog } from '../../../../src/formats/logs/followedLog';
import { parseRelaxedJson } from '../../../../src/formats/logs/relaxedJson';
import { tfevents } from '../../../../src/formats/logs/tfevents';
import { fixture, MemoryFile, readLog, tfRecord, valuesOf } from './memoryFile';

const events = 'events.out.tfevents.1700000000.host.1.0';

describe('hostile training logs', () => {
  it('a 10 MB single line of JSON Lines is skipped and named, the next line is read', async () => {
    const long = `{"step": 1, "grad_norm": 1, "dump": "${'x'.repeat(10_000_000)}"}\n`;
    const followed = await readLog('a.jsonl', `${long}{"step": 2, "grad_norm": 0.5}\n`);
    assert.deepEqual(valuesOf(followed, 'grad_norm'), [0.5]);
    assert.match(followed.log.problems[0]!, /^Line 1 of a\.jsonl is longer than 4 MB and was skipped: /);
  });

  it('a 10 MB line in a file of no known name is refused with what would be read', async () => {
    await assert.rejects(readLog('a.txt', 'x'.repeat(10_000_000)), (error: Error) => {
      assert.ok(error instanceof FormatError);
      assert.match(error.message, /^a\.txt is a single line of over 1024 KB, or not text/);
      return true;
    });
  });

  it('a quote in a CSV that is never closed ends the reading with the row', async () => {
    const followed = await readLog('a.csv', `step,grad_norm\n1,0.5\n2,"${'1,2\n'.repeat(2_000_000)}`);
    assert.deepEqual(valuesOf(followed, 'grad_norm'), [0.5]);
    assert.match(
      followed.log.problems.join(' '),
      /Row \d of a\.csv is longer than 4 MB: a quote is not closed/,
    );
  });

  it('missing cells, words and surplus cells of a CSV', async () => {
    const text = 'step,grad_norm,loss\n1,,0.1\n2,NA,0.1\n3,nan\n4,-inf,1,9\n5,broken,1\n,0.25,1\n';
    const followed = await readLog('a.csv', text);
    const values = valuesOf(followed, 'grad_norm');
    assert.deepEqual(values, [NaN, -Infinity, 0.25]);
    assert.deepEqual(followed.log.problems, [
      'Row 5 of a.csv has 4 cells, the header 3: the extra cells were ignored.',
    ]);
  });

  it('a table without gradient norms says which columns it has', async () => {
    const followed = await readLog('a.csv', 'epoch,loss\n1,0.5\n');
    assert.match(
      followed.log.problems[0]!,
      /^a\.csv has no column of gradient norms \(it has epoch, loss\): /,
    );
  });

  it('records without gradient norms say what they have', async () => {
    const { log } = await readLog('log.jsonl', '{"step": 1, "train": {"loss": 2}, "lr": 0.1}\n');
    assert.deepEqual(log.problems, [
      'log.jsonl has no gradient norms (it has step, train/loss, lr): log one as grad_norm.',
    ]);
  });

  it('a dict over many lines that never ends, lines within JSON that hold JSON, and rows of nothing are read on', async () => {
    const open = `{'a': 1,\n${" 'b': 2,\n".repeat(50_000)}`;
    const dict = await readLog('a.log', `step 1 grad_norm 0.5\n${open}step 2 grad_norm 0.25\n`);
    assert.deepEqual(valuesOf(dict, 'grad_norm'), [0.5, 0.25]);
    let nested = 'step 9 grad_norm 9';
    for (let depth = 0; depth < 8; depth++) nested = JSON.stringify({ log: nested });
    const line = JSON.stringify({ log: 'step 1 grad_norm 0.5\n' });
    const wrapped = await readLog(
      'a.log',
      `${line}\n${nested}\n{"log": 3}\n{"log": "\ud800"}\nbroken\n${line}\n`,
    );
    assert.deepEqual(valuesOf(wrapped, 'grad_norm'), [0.5]);
    const bars = await readLog(
      'a.md',
      `| step | grad_norm |\n|---|---|\n${'||||\n'.repeat(1000)}| 1 | 0.5 |\n`,
    );
    assert.deepEqual(valuesOf(bars, 'grad_norm'), [0.5]);
    for (const rows of ['[[], [1, 2, 3]]', '[[1, 2, 3], [1, "x", 3]]', '[[1, 1, {}]]', '[[1, 1e999, 3]]'])
      assert.equal((await readLog('grad_norm.json', rows)).log.of('total').length <= 1, true);
  });

  it('lines made to be slow for the patterns of printed logs are read as quickly as others', async () => {
    const pieces = [
      ...[
        '1,',
        '0,5 ',
        'norm is ',
        'grad norm before ',
        '|| g ',
        '‖∇',
        'L2 norm of ',
        '[1] ',
        '| a | ',
        "{'a': ",
      ],
      ...[
        '1.#',
        'inf.',
        'nan(',
        'epoch 1 [1/2 ',
        'nan grad ',
        'skip ',
        'overflow detected,',
        'rank',
        '\u2502 x \u2502',
      ],
    ];
    for (const piece of pieces) {
      const line = piece.repeat(Math.floor(18_000 / piece.length));
      const followed = await readLog(
        'a.log',
        `step 1 grad_norm 0.5\n${`${line}\n`.repeat(20)}step 2 grad_norm 0.25\n`,
      );
      assert.equal(valuesOf(followed, 'grad_norm').at(-1), 0.25, piece);
    }
  });

  it('JSON Lines: broken lines are named, bare NaN and Infinity are values, deep nesting ends', async () => {
    const deep = `{"a":`.repeat(5000) + '1' + '}'.repeat(5000);
    const text = [
      '{"step": 1, "grad_norm": NaN}',
      '{"step": 2, "grad_norm": -Infinity, "note": "NaN is \\" here"}',
      '{"step": 3, "grad_norm":',
      'not json',
      deep,
      '{"step": 4, "grad_norm": 1e400}',
      '{"step": "later", "grad_norm": [1, 2]}',
      '{"__proto__": {"grad_norm": 1}, "constructor": 1, "step": 5}',
    ].join('\r\n');
    const followed = await readLog('a.jsonl', text);
    assert.deepEqual(valuesOf(followed, 'grad_norm'), [NaN, -Infinity, Infinity]);
    assert.deepEqual(followed.log.problems, [
      'Line 3 of a.jsonl is not a JSON object and was skipped.',
      'Line 4 of a.jsonl is not a JSON object and was skipped.',
    ]);
  });

  it('trainer_state.json: half written, without history, and as one line of 10 MB', async () => {
    const half = await readLog('trainer_state.json', '{"log_history": [{"step": 1, "grad_norm": 1');
    assert.match(half.log.problems[0]!, /^trainer_state\.json is incomplete JSON/);
    const other = await readLog('trainer_state.json', '{"epoch": 1}');
    assert.match(other.log.problems[0]!, /^trainer_state\.json has no log_history/);
    const history = Array.from({ length: 200_000 }, (_, step) => ({
      step,
      grad_norm: 1,
      learning_rate: 1e-3,
    }));
    const long = await readLog('trainer_state.json', JSON.stringify({ log_history: history }));
    assert.equal(valuesOf(long, 'grad_norm').length, history.length);
  });

  it('tfevents: a cut record waits and is said, what stands before is read', async () => {
    const whole = fixture(events);
    const followed = await readLog(events, whole.subarray(0, whole.length - 5));
    assert.match(
      followed.log.problems[0]!,
      /^events.* ends inside the record at byte \d+, as is usual while training is running/,
    );
    assert.ok(valuesOf(followed, 'grad_norm/head.bias').length === 80);
  });

  it('tfevents: a wrong checksum of the data skips one record, of the length ends the reading; the byte is named', async () => {
    const data = fixture(events);
    // The first record has 24 bytes of data behind 12 of head; the second begins at 40.
    data[60]! ^= 1;
    const skipped = await readLog(events, data);
    assert.deepEqual(skipped.log.problems, [
      `${events}: the record at byte 40 does not match its checksum and was skipped.`,
    ]);
    assert.equal(valuesOf(skipped, 'grad_norm/rnn.weight_ih_l0').length, 79);
    data[40]! ^= 1;
    const ended = await readLog(events, data);
    assert.match(
      ended.log.problems[0]!,
      /is damaged at byte 40: the length of the record there does not match its checksum/,
    );
    assert.equal(ended.log.series.length, 0);
  });

  it('tfevents: huge lengths with right checksums are passed over or refused, never allocated', async () => {
    const head = (length: bigint): Buffer => {
      const bytes = Buffer.alloc(12);
      bytes.writeBigUInt64LE(length);
      bytes.writeUInt32LE(maskedCrc32c(bytes.subarray(0, 8)), 8);
      return bytes;
    };
    const impossible = await readLog(events, head(2n ** 62n));
    assert.match(
      impossible.log.problems[0]!,
      /is damaged at byte 0: the length of the record there is impossible/,
    );
    // 1 TB is possible for the format, so it is waited for.
    const waiting = await readLog(events, head(2n ** 40n));
    assert.match(waiting.log.problems[0]!, /ends inside the record at byte 12/);
    // A picture of 20 MB between two scalars.
    const picture = tfRecord(Buffer.alloc(20_000_000));
    const whole = fixture(events);
    const followed = await readLog(events, Buffer.concat([whole, picture, whole.subarray(40)]));
    assert.equal(valuesOf(followed, 'grad_norm/head.bias').length, 80);
    assert.deepEqual(followed.log.problems, []);
  });

  it('tfevents: cut anywhere, several values in an event, and steps below zero are read as in one piece', () => {
    const value = (tag: string, norm: number): Buffer => {
      const figure = Buffer.alloc(5, 0x15);
      figure.writeFloatLE(norm, 1);
      const body = Buffer.concat([Buffer.from([0x0a, tag.length]), Buffer.from(tag), figure]);
      return Buffer.concat([Buffer.from([0x0a, body.length]), body]);
    };
    const event = (step: readonly number[], ...values: Buffer[]): Buffer => {
      const summary = Buffer.concat(values);
      return tfRecord(Buffer.concat([Buffer.from([...step, 0x2a, summary.length]), summary]));
    };
    const below = [0x10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
    const own = Buffer.concat([
      event(below, value('grad_norm', 0.5)),
      event([], value('grad_norm', 1), value('loss', 3)),
      event([0x10, 0x05], value('grad_norm', 2)),
      event([0x10, 0x05], value('lr', 0.5)),
      event([0x10, 0x80, 0x02], value('grad_norm', 4)),
    ]);
    for (const whole of [
      own,
      ...['1.0', '2.0.v2', '3.0'].map((end) => fixture(events.replace('1.0', end))),
    ]) {
      const read = (size: number): unknown[] => {
        const log = new GradientLog();
        const reader = tfevents.open(log, events);
        for (let at = 0; at < whole.length; at += size) reader.push(whole.subarray(at, at + size));
        reader.finish();
        assert.deepEqual(log.problems, []);
        return log.series.map(({ name, steps, values }) => [name, [...steps], [...values]]);
      };
      const wanted = read(whole.length);
      for (const size of [1, 7, 61, 1000]) assert.deepEqual(read(size), wanted);
      if (whole === own) {
        assert.deepEqual(wanted, [
          ['grad_norm', [-1, 0, 5, 256], [0.5, 1, 2, 4]],
          ['loss', [0], [3]],
          ['lr', [5], [0.5]],
        ]);
      }
    }
  });

  it('tfevents: sound records that lie about the lengths within are skipped', async () => {
    const lies = [
      Buffer.from([0x2a, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x0a]),
      Buffer.from([0x2a, 0x05, 0x0a, 0x7f, 0x0a, 0x7f, 0x01]),
      Buffer.from([0x07]),
      Buffer.from([0x10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
    ];
    const followed = await readLog(events, Buffer.concat([...lies.map(tfRecord), fixture(events)]));
    assert.equal(valuesOf(followed, 'grad_norm/head.bias').length, 80);
  });

  it('.wandb: a wrong checksum, a damaged block, another version, a cut end', async () => {
    const name = 'run-abc123.wandb';
    const data = fixture(name);
    const cut = await readLog(name, data.subarray(0, -3));
    assert.match(cut.log.problems[0]!, /ends inside the record at byte \d+/);
    const flipped = Buffer.from(data);
    flipped[5000]! ^= 1;
    const skipped = await readLog(name, flipped);
    assert.match(
      skipped.log.problems[0]!,
      /the record at byte \d+ does not match its checksum and was skipped/,
    );
    assert.ok(valuesOf(skipped, 'grad_norm').length >= 78);
    const damaged = Buffer.from(data);
    damaged[7 + 6] = 9;
    assert.match(
      (await readLog(name, damaged)).log.problems[0]!,
      /is damaged at byte 7: no record can begin there/,
    );
    const later = Buffer.from(data);
    later[6] = 3;
    assert.match((await readLog(name, later)).log.problems[0]!, /uses version 3 of the offline format/);
  });

  it('MLflow: a broken line, a metric that is no gradient', async () => {
    const broken = await readLog('metrics/grad_norm', '1700000000000 0.5 0\n1700000000000 nan 1\n');
    assert.deepEqual(valuesOf(broken, 'grad_norm'), [0.5, NaN]);
    const loss = await readLog('mlruns/0/r/metrics/loss', '1700000000000 0.5 0\n1700000000000 0.4 1\n');
    assert.match(loss.log.problems[0]!, /^The metric loss is not a gradient norm, to judge by its name/);
  });

  it('lines of one mark over and over are read in time that grows with their length', async () => {
    for (const mark of ['grad_', 'total_grad_norm/', 'grad norm ', 'a.b: grad ', '[', '|', 'tensor(', ' ']) {
      const line = `grad norm ${mark.repeat(Math.ceil(19_000 / mark.length)).slice(0, 19_000)}x`;
      const text = `step: 1 grad_norm: 1\n${line}\nstep: 2 grad_norm: 2\n`;
      assert.deepEqual(valuesOf(await readLog('a.log', text), 'grad_norm'), [1, 2], mark);
    }
  });

  it('what is no log is refused in one sentence; an empty file is waited for', async () => {
    for (const bytes of [Buffer.from('hello\nworld\n'), Buffer.from([0, 1, 2, 255, 254])]) {
      await assert.rejects(readLog('a.bin', bytes), (error: Error) => {
        assert.ok(error instanceof FormatError);
        assert.match(error.message, /^a\.bin is not a training log with gradient norms in a known format: /);
        return true;
      });
    }
    assert.equal((await readLog('a.jsonl', '')).formatName, undefined);
  });

  it('no mutation of any fixture throws anything but FormatError, or hangs', async () => {
    const files = [
      events,
      'run-abc123.wandb',
      '../loggers/wandb/calm/run-0.wandb',
      'healthy.jsonl',
      'lightning/metrics.csv',
      'trainer_state.json',
      'icefall.log',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
          minLength: 1,
          maxLength: 20,
        }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        async (file, changes, kept) => {
          const bytes = fixture(file).subarray(0, 20_000);
          for (const [place, value] of changes) bytes[Math.floor(place * bytes.length)] = value;
          const followed = new FollowedLog(file);
          try {
            await followed.update(new MemoryFile(bytes.subarray(0, Math.ceil(kept * bytes.length))), {
              complete: true,
            });
          } catch (error) {
            assert.ok(error instanceof FormatError, String(error));
          }
        },
      ),
      { numRuns: 150, seed: 5 },
    );
  });
});

describe('checksums and numbers', () => {
  it("crc32 and masked crc32c have the standards' check values", () => {
    const digits = Buffer.from('123456789');
    assert.equal(crc32(digits), 0xcbf43926);
    assert.equal(crc32(digits.subarray(4), crc32(digits.subarray(0, 4))), 0xcbf43926);
    const plain = 0xe3069283;
    assert.equal(maskedCrc32c(digits), (((plain >>> 15) | (plain << 17)) + 0xa282ead8) >>> 0);
  });

  it('relaxed JSON equals JSON wherever that is valid, and reads bare words only outside strings', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.deepEqual(parseRelaxedJson(JSON.stringify(value)), JSON.parse(JSON.stringify(value)));
      }),
    );
    assert.deepEqual(parseRelaxedJson('{"a": NaN, "b\\"NaN": [-Infinity, "NaN", 1]}'), {
      a: 'NaN',
      'b"NaN': ['-Infinity', 'NaN', 1],
    });
    assert.throws(() => parseRelaxedJson('{"a": NaN'), SyntaxError);
  });
});
