import assert from 'node:assert/strict';
import norms from '../../../fixtures/logs/histogram_norms.json';
import { fixture, readFixture, readLog, tfRecord, valuesOf } from './memoryFile';

interface Line {
  step: number;
  loss: number;
  grad_norm: number;
  grad_norms: Record<string, number>;
}

/** The figures as the logger wrote them; JSON.parse knows no NaN. */
function written(name: string): Line[] {
  return fixture(`${name}.jsonl`)
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line.replace(/\bNaN\b/g, '"NaN"')) as Record<keyof Line, unknown>)
    .map((line) => ({ ...line, grad_norm: Number(line.grad_norm), loss: Number(line.loss) }) as Line);
}

function close(actual: readonly number[], expected: readonly number[], relative: number): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => {
    const wanted = expected[i]!;
    if (!Number.isFinite(wanted)) assert.ok(Object.is(value, wanted), `${i}: ${value}, not ${wanted}`);
    else
      assert.ok(
        Math.abs(value - wanted) <= relative * Math.abs(wanted) + 1e-300,
        `${i}: ${value}, not ${wanted}`,
      );
  });
}

const total = (name: string): number[] => written(name).map((line) => line.grad_norm);

describe('training logs of every producer', () => {
  /** File, the producer it is recognized as, its series of the total, the run it holds, how exactly. */
  const cases: [string, string, string, string, number][] = [
    ['healthy.jsonl', 'JSON Lines', 'grad_norm', 'healthy', 0],
    ['exploding.jsonl', 'JSON Lines', 'grad_norm', 'exploding', 0],
    ['trainer_state.json', 'Hugging Face Trainer', 'grad_norm', 'exploding', 0],
    ['trainer_stdout.log', 'Hugging Face Trainer (printed)', 'grad_norm', 'exploding', 0],
    ['lightning/metrics.csv', 'Lightning', 'grad_2.0_norm_total', 'healthy', 0],
    ['events.out.tfevents.1700000000.host.2.0.v2', 'TensorBoard', 'train/grad_norm', 'vanishing', 1e-7],
    ['run-abc123.wandb', 'Weights & Biases', 'grad_norm', 'exploding', 0],
    ['mlruns/0/run/metrics/train/grad_norm', 'MLflow', 'train/grad_norm', 'exploding', 0],
    ['fairseq_json.log', 'fairseq', 'gnorm', 'healthy', 1e-3],
    ['fairseq_simple.log', 'fairseq', 'gnorm', 'healthy', 1e-3],
    ['espnet2.log', 'ESPnet2', 'grad_norm', 'healthy', 1e-3],
    ['megatron.log', 'Megatron-LM', 'grad norm', 'healthy', 1e-3],
    ['vis_data/scalars.json', 'MMEngine', 'grad_norm', 'healthy', 0],
    ['mmengine.log', 'MMEngine', 'grad_norm', 'healthy', 1e-3],
    ['timm.log', 'printed lines', 'grad_norm', 'healthy', 1e-3],
  ];
  for (const [file, producer, series, run, relative] of cases) {
    it(`${file}: recognized as ${producer}, the norms of the run, NaN among them, steps ascending`, async () => {
      const followed = await readFixture(file);
      assert.equal(followed.formatName, producer);
      close(valuesOf(followed, series), total(run), relative);
      assert.deepEqual(followed.log.problems, []);
      const { steps, kind } = followed.log.series.find(({ name }) => name === series)!;
      assert.equal(kind, 'total');
      assert.ok(steps.every((step, i) => i === 0 || step > steps[i - 1]!));
    });
  }

  it('JSON Lines: nested maps by parameter name, each with its weight', async () => {
    const followed = await readFixture('healthy.jsonl');
    const lines = written('healthy');
    for (const parameter of Object.keys(lines[0]!.grad_norms)) {
      close(
        valuesOf(followed, `grad_norms/${parameter}`),
        lines.map((line) => line.grad_norms[parameter]!),
        0,
      );
      const series = followed.log.series.find(({ name }) => name === `grad_norms/${parameter}`);
      assert.equal(series?.kind, 'parameter');
      assert.equal(series.parameter, parameter);
    }
    close(
      valuesOf(followed, 'loss'),
      lines.map(({ loss }) => loss),
      0,
    );
  });

  it('Lightning: sparse rows give each column its own steps', async () => {
    const followed = await readFixture('lightning/metrics.csv');
    const lines = written('healthy');
    close(
      valuesOf(followed, 'grad_2.0_norm/head.weight'),
      lines.map((line) => line.grad_norms['head.weight']!),
      0,
    );
    assert.equal(valuesOf(followed, 'train_loss').length, lines.length);
  });

  it('Keras: NA is no value, a row an epoch', async () => {
    const followed = await readFixture('keras.csv');
    assert.equal(followed.formatName, 'Keras');
    const rows = total('healthy').filter((_, i) => i % 4 === 0);
    close(
      valuesOf(followed, 'grad_norm'),
      rows.filter((_, i) => i !== 3),
      0,
    );
    assert.deepEqual(
      [...followed.log.series.find(({ name }) => name === 'grad_norm')!.steps].slice(0, 5),
      [0, 1, 2, 4, 5],
    );
  });

  it('TensorBoard: scalars of simple_value, step 0 omitted on the wire', async () => {
    const followed = await readFixture('events.out.tfevents.1700000000.host.1.0');
    const lines = written('vanishing');
    close(
      valuesOf(followed, 'grad_norm/rnn.weight_hh_l0'),
      lines.map((line) => line.grad_norms['rnn.weight_hh_l0']!),
      1e-7,
    );
    assert.equal(followed.log.series[0]!.steps[0], 0);
  });

  it('TensorBoard: the norm of a gradient histogram, exact in the old encoding, within 5 % in the new', async () => {
    const followed = await readFixture('events.out.tfevents.1700000000.host.3.0');
    const expected = Object.values(norms);
    close(valuesOf(followed, 'gradients/fc.weight'), expected, 1e-12);
    close(valuesOf(followed, 'grads/fc.bias'), expected, 0.05);
    assert.equal(followed.log.series.find(({ name }) => name === 'grads/fc.bias')?.parameter, 'fc.bias');
  });

  it('W&B: nested keys, and the norm of a watched histogram', async () => {
    const followed = await readFixture('run-abc123.wandb');
    assert.equal(valuesOf(followed, 'grad_norms/head.bias').length, 80);
    // One value in each of 64 bins of [-1, 1]: the mean of squares is 1/3.
    close(valuesOf(followed, 'gradients/head.weight').slice(0, 1), [Math.sqrt(64 / 3)], 1e-12);
  });

  it('icefall: quartiles, threshold and its own clip rate', async () => {
    const followed = await readFixture('icefall.log');
    assert.equal(followed.formatName, 'icefall');
    assert.equal(valuesOf(followed, 'grad-norm median').length, 8);
    assert.ok(
      valuesOf(followed, 'grad-norm max').every((max, i) => max >= valuesOf(followed, 'grad-norm q3')[i]!),
    );
    const medians = valuesOf(followed, 'grad-norm median');
    close(
      valuesOf(followed, 'threshold'),
      medians.map((median) => 2 * median),
      1e-3,
    );
    assert.equal(followed.log.of('clipRate')[0]?.length, 8);
  });

  it('a JSON document: a list of records, or lists under names, as `gradient-lens train` prints', async () => {
    const list = await readLog(
      'a.json',
      '[\n {"step": 5, "grad_norm": 1},\n {"step": 6, "grad_norm": NaN}\n]',
    );
    assert.equal(list.formatName, 'JSON');
    assert.deepEqual(valuesOf(list, 'grad_norm'), [1, NaN]);
    assert.deepEqual([...list.log.series[0]!.steps], [5, 6]);
    const columns = await readLog(
      'b.json',
      '{"losses": [3, 2], "gradNorms": {"fc1.weight": [1, 0.5], "fc2.bias": [2, 1]}}',
    );
    assert.deepEqual(valuesOf(columns, 'gradNorms/fc1.weight'), [1, 0.5]);
    assert.equal(columns.log.series.find(({ name }) => name.endsWith('fc2.bias'))?.parameter, 'fc2.bias');
    const nothing = await readLog('c.json', '{"a": [1, 2]}');
    assert.match(nothing.log.problems[0]!, /^c\.json holds no list of gradient norms/);
    assert.equal(
      (await readLog('d.json', '{"step": 1, "grad_norm": 1}\n{"step": 2, "grad_norm": 2}\n')).formatName,
      'JSON Lines',
    );
  });

  it('TensorBoard: tensors of every number type, by content and by field', async () => {
    const varint = (value: number): number[] =>
      value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)];
    const message = (field: number, data: readonly number[]): number[] => [
      ...varint((field << 3) | 2),
      ...varint(data.length),
      ...data,
    ];
    const bytes = (fill: (view: DataView) => void, size: number): number[] => {
      const view = new DataView(new ArrayBuffer(size));
      fill(view);
      return [...new Uint8Array(view.buffer)];
    };
    const double = bytes((view) => {
      view.setFloat64(0, 1.5, true);
    }, 8);
    const float = bytes((view) => {
      view.setFloat32(0, 1.5, true);
    }, 4);
    const tensors: number[][] = [
      [8, 1, ...message(4, float)],
      [8, 1, ...message(5, float)],
      [8, 1, 0x2d, ...float],
      [8, 2, ...message(4, double)],
      [8, 2, ...message(6, double)],
      [8, 14, ...message(4, [0xc0, 0x3f])],
      [8, 19, ...message(4, [0x00, 0x3e])],
      [8, 19, ...message(13, varint(0x3e00))],
      [8, 3, ...message(7, [2])],
      [8, 9, ...message(10, [2])],
      // No scalar, and no number: left out.
      [8, 1, ...message(4, [...float, ...float])],
      [8, 7, ...message(8, [65])],
    ];
    const records = tensors.map((tensor, step) => {
      const value = [...message(1, [...Buffer.from('grad_norm')]), ...message(8, tensor)];
      return tfRecord([0x10, ...varint(step + 1), ...message(5, message(1, value))]);
    });
    const followed = await readLog('a.tfevents', Buffer.concat(records));
    assert.deepEqual(valuesOf(followed, 'grad_norm'), [1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 2, 2]);
  });

  it('one record a parameter: the name in a field of its own', async () => {
    const csv = await readLog('a.csv', 'step,layer,grad_norm\n1,fc1,0.5\n1,fc2,0.25\n2,fc1,0.4\n2,fc2,0.2\n');
    assert.deepEqual(valuesOf(csv, 'grad_norm/fc1'), [0.5, 0.4]);
    assert.deepEqual(valuesOf(csv, 'grad_norm/fc2'), [0.25, 0.2]);
  });

  it('a tab-separated table, a quoted cell with a line end, a header that is written again', async () => {
    const text =
      'step\tgrad_norm\tnote\n1\t0.5\t"two\nlines"\nstep\tgrad_norm\tnote\n2\tinf\tx\n3\t-\t\n4\t0.25';
    const followed = await readLog('a.tsv', text);
    assert.deepEqual(valuesOf(followed, 'grad_norm'), [0.5, Infinity, 0.25]);
  });

  it('iterations that begin anew with each epoch are counted on', async () => {
    const lines = [1, 2].flatMap((epoch) =>
      [10, 20].map((iter) => JSON.stringify({ epoch, iter, grad_norm: 1 })),
    );
    const followed = await readLog('a.log.json', `${lines.join('\n')}\n`);
    assert.deepEqual([...followed.log.series[0]!.steps], [10, 20, 30, 40]);
  });
});
