import assert from 'node:assert/strict';
import { judgeRun } from '../../../../src/core/monitor/judgeRun';
import { readFixture, valuesOf } from './memoryFile';

/** What the loggers themselves wrote: file below `loggers/`, producer, series of the total, records. */
const files: readonly (readonly [path: string, producer: string, series: string, count: number])[] = [
  ['transformers/RUN/trainer_state.json', 'Hugging Face Trainer', 'grad_norm', 40],
  ['transformers/RUN/events.out.tfevents.0', 'TensorBoard', 'train/grad_norm', 40],
  ['transformers/RUN.log', 'Hugging Face Trainer (printed)', 'grad_norm', 40],
  ['trl/RUN/trainer_state.json', 'Hugging Face Trainer', 'grad_norm', 15],
  ['trl/RUN.log', 'Hugging Face Trainer (printed)', 'grad_norm', 15],
  ['accelerate/RUN/events.out.tfevents.0', 'TensorBoard', 'grad_norm', 40],
  ['accelerate/RUN.log', 'Hugging Face Trainer (printed)', 'grad_norm', 40],
  ['lightning/RUN/version_0/metrics.csv', 'Lightning', 'grad_2.0_norm_total', 40],
  ['lightning/RUN/events.out.tfevents.0', 'TensorBoard', 'grad_2.0_norm_total', 40],
  ['lightning/RUN.log', 'printed lines', 'grad_norm', 40],
  ['torch/RUN/events.out.tfevents.0', 'TensorBoard', 'train/grad_norm', 40],
  ['tensorboardX/RUN/events.out.tfevents.0', 'TensorBoard', 'train/grad_norm', 40],
  ['tensorflow/RUN/events.out.tfevents.0.v2', 'TensorBoard', 'train/grad_norm', 40],
  ['keras/RUN/training.csv', 'Keras', 'grad_norm', 12],
  ['keras/RUN/history.json', 'JSON', 'grad_norm', 12],
  ['keras/RUN/events.out.tfevents.0.v2', 'TensorBoard', 'epoch_grad_norm', 12],
  ['wandb/RUN/run-0.wandb', 'Weights & Biases', 'train/grad_norm', 40],
];

describe('logs as their loggers write them', () => {
  for (const run of ['calm', 'exploding'] as const) {
    for (const [file, producer, series, count] of files) {
      const path = `../loggers/${file.replace('RUN', run)}`;
      it(`${path}: ${producer}, ${count} norms, ${run}`, async () => {
        const followed = await readFixture(path);
        assert.equal(followed.formatName, producer);
        assert.equal(valuesOf(followed, series).length, count);
        const { verdict, total } = judgeRun(followed.log);
        assert.equal(total?.name, series);
        assert.equal(verdict, run === 'calm' ? 'stable' : 'exploding');
        assert.deepEqual(followed.log.problems, []);
      });
    }

    it(`one run, ${run}, has the same norms in every file of its logger`, async () => {
      const families = [
        [0, 1, 2],
        [3, 4],
        [5, 6],
        [7, 8, 9],
        [10, 11, 12, 16],
        [13, 14, 15],
      ];
      for (const family of families) {
        const read = await Promise.all(
          family.map(async (i) =>
            valuesOf(await readFixture(`../loggers/${files[i]![0].replace('RUN', run)}`), files[i]![2]),
          ),
        );
        for (const values of read) {
          values.forEach((value, i) => {
            const first = read[0]![i]!;
            assert.ok(
              Object.is(value, first) || Math.abs(value - first) <= 1e-2 * first,
              `${value}, not ${first}`,
            );
          });
        }
      }
    });
  }

  it('Keras’s progress bars end with the mean of each epoch', async () => {
    const printed = valuesOf(await readFixture('../loggers/keras/calm.log'), 'grad_norm');
    for (const mean of valuesOf(await readFixture('../loggers/keras/calm/training.csv'), 'grad_norm'))
      assert.ok(printed.some((norm) => Math.abs(norm - mean) < 1e-4));
  });

  it('W&B parts the histograms that it watches into their keys; their norms are those of the gradients', async () => {
    const followed = await readFixture('../loggers/wandb/calm/run-0.wandb');
    const parts = followed.log.of('parameter');
    assert.equal(parts.length, 6);
    const [at] = parts[0]!.steps;
    const whole = Math.hypot(...parts.map(({ values }) => values[0]!));
    const total = followed.log.series.find(({ name }) => name === 'grad_norm')!;
    assert.equal(at, 10);
    // The histogram was taken one step before the figures that it is logged with, or beside them.
    const near = [9, 10].map((i) => total.values[i]!);
    assert.ok(
      near.some((norm) => Math.abs(whole / norm - 1) < 0.1),
      `${whole}, not ${near.join(' or ')}`,
    );
  });

  it('Lightning’s progress bar writes NaN and ∞ with a decimal', async () => {
    const followed = await readFixture('../loggers/lightning/exploding.log');
    assert.deepEqual(valuesOf(followed, 'grad_norm').slice(0, 3), [311, Infinity, NaN]);
  });
});
