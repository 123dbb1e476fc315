import assert from 'node:assert/strict';
import { CancellationError } from '../../../src/shared/rpc';
import {
  articleTraining,
  parseTraining,
  parseWidths,
  type TrainingSettings,
} from '../../../src/shared/training';
import { Trainings } from '../../../src/analysis/matrix/trainings';

const ask = (settings: TrainingSettings, from: number, count: number, trainings = new Trainings()) =>
  trainings.epochs({ settings, from, count });

describe('Trainings', () => {
  it('the article’s run: the loss falls, the first layer gets a small part of the last one’s gradient', () => {
    const epochs = ask(articleTraining, 0, 100);
    assert.equal(epochs.length, 100);
    const [first, last] = [epochs[0]!, epochs.at(-1)!];
    assert.deepEqual([first.epoch, last.epoch, first.gradNorms.length], [1, 100, 6]);
    assert.ok(last.loss! < first.loss!);
    assert.ok(first.gradNorms[0]! < 0.02 * first.gradNorms[4]!);
  });

  it('chunks give the figures of one go, also when the run was let go in between', () => {
    const whole = ask(articleTraining, 0, 30);
    const trainings = new Trainings();
    const chunks = [0, 10, 20].flatMap((from) => ask(articleTraining, from, 10, trainings));
    assert.deepEqual(chunks, whole);
    for (let seed = 2; seed < 12; seed++) ask({ ...articleTraining, seed }, 0, 1, trainings);
    assert.deepEqual(ask(articleTraining, 20, 10, trainings), whole.slice(20));
  });

  it('another seed is another run', () => {
    const losses = [1, 2].map((seed) => ask({ ...articleTraining, seed }, 0, 1)[0]!.loss);
    assert.notEqual(losses[0], losses[1]);
  });

  it('a run that diverges has no figures that JSON does not know, and clipping prevents it', () => {
    const wild: TrainingSettings = {
      ...articleTraining,
      activation: 'relu',
      initializer: 'he_normal',
      scale: 2,
    };
    const epochs = ask({ ...wild, activation: 'identity', learningRate: 0.5 }, 0, 100);
    assert.deepEqual(
      [epochs.at(-1)!.loss, epochs.at(-1)!.totalNorm, epochs.at(-1)!.gradNorms[0]],
      [null, null, null],
    );
    assert.deepEqual(JSON.parse(JSON.stringify(epochs)), epochs);
    const clipped = ask({ ...wild, clipping: 'norm' }, 0, 100);
    assert.ok(clipped[0]!.clipped && clipped[0]!.totalNorm! > 1);
    assert.ok(clipped.at(-1)!.loss! < clipped[0]!.loss!);
  });

  it('stops when canceled and goes on from there', () => {
    const trainings = new Trainings();
    let calls = 0;
    assert.throws(
      () =>
        trainings.epochs({ settings: articleTraining, from: 0, count: 10 }, () => {
          if (++calls === 4) throw new CancellationError('canceled');
        }),
      CancellationError,
    );
    assert.deepEqual(ask(articleTraining, 0, 10, trainings), ask(articleTraining, 0, 10));
  });

  it('takes the article’s settings for what it is not told or told wrongly', () => {
    assert.deepEqual(
      parseTraining({ widths: [10, 1e9], learningRate: 'x', clipping: 'cut', seed: 0.5 }),
      articleTraining,
    );
    assert.deepEqual(parseTraining(null), articleTraining);
    assert.deepEqual(
      parseTraining({ ...articleTraining, widths: [3, 2], activation: 'relu' }).widths,
      [3, 2],
    );
  });

  it('reads layer sizes as people write them', () => {
    assert.deepEqual(parseWidths('10-20-10-1'), [10, 20, 10, 1]);
    assert.deepEqual(parseWidths(' 4, 8 → 2'), [4, 8, 2]);
    for (const text of ['10', '', '10-', '10-0-1', '10-x', '10-2000', '1-1-1-1-1-1-1-1-1-1-1-1-1-1'])
      assert.equal(parseWidths(text), undefined, text);
  });
});
