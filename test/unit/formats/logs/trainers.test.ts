import assert from 'node:assert/strict';
import { judgeRun } from '../../../../src/core/monitor/judgeRun';
import { readLog } from './memoryFile';
import { trainers, type Step, type Trainer } from './trainers';

const count = 80;
/** The step from which on the second and the third course leave the first one. */
const turn = 61;

const calm = (step: number): Step => ({
  step,
  loss: Number((2 + 6 * Math.exp(-step / 25)).toFixed(3)),
  norm: Number((1.25 + 0.25 * Math.sin(step * 1.7)).toFixed(3)),
  rate: 0.0001,
});

/** A course of training, and what is right to say of it. */
interface Course {
  readonly name: string;
  readonly at: (step: number) => Step;
  readonly verdict: string;
  readonly since: number | null;
}

const courses: readonly Course[] = [
  { name: 'calm', at: calm, verdict: 'stable', since: null },
  {
    name: 'explodes with its loss',
    at: (step) =>
      step < turn
        ? calm(step)
        : {
            ...calm(step),
            loss: 9.5 + (step - turn) / 100,
            norm: 100 * 2 ** Math.min(step - turn, 10),
          },
    verdict: 'exploding',
    since: turn,
  },
  {
    name: 'is NaN to the end',
    at: (step) => (step < turn ? calm(step) : { ...calm(step), loss: NaN, norm: NaN }),
    verdict: 'exploding',
    since: turn,
  },
];

const logOf = ({ head = '', line, foot = '' }: Trainer, course: Course): string =>
  head + Array.from({ length: count }, (_, i) => line(course.at(i + 1))).join('') + foot;

describe('logs of other trainers, and of other ways to keep a log', () => {
  for (const trainer of trainers) {
    it(trainer.name, async () => {
      const { path = 'train.log', total, at = ({ step }: Step) => step, others = [] } = trainer;
      for (const course of courses) {
        const { log } = await readLog(path, logOf(trainer, course));
        const run = judgeRun(log);
        const norms = log.gradients.find(({ name }) => name === total);
        assert.ok(
          norms,
          `${course.name}: none is ${total} of ${log.series.map(({ name, kind }) => `${name} (${kind})`).join(', ')}`,
        );
        const steps = Array.from({ length: count }, (_, i) => course.at(i + 1));
        const read = [...norms.values].slice(0, count);
        assert.equal(read.length, count, `${course.name}: ${norms.values.length} norms`);
        for (const [i, { norm }] of steps.entries())
          assert.ok(
            Number.isNaN(norm) ? Number.isNaN(read[i]!) : Math.abs(read[i]! / norm - 1) < 1e-3,
            `${course.name}: ${read[i]!} for ${norm}`,
          );
        assert.equal(
          log.stepFrom,
          at ? 'logged' : 'record',
          `${course.name}: steps ${[...norms.steps].slice(0, 5).join(', ')}`,
        );
        const places = steps.map((step) => (at ? at(step) : step.step));
        assert.equal(
          [...norms.steps].slice(0, count).join(' '),
          places.join(' '),
          `${course.name}: steps ${[...norms.steps].slice(0, 5).join(', ')}`,
        );
        assert.deepEqual(
          run.totals.map(({ series }) => series.name).sort(),
          [total, ...others].sort(),
          `${course.name}: totals`,
        );
        const losses = log.of('loss').filter(({ length }) => length >= count / 2);
        if (trainer.hasLoss === undefined) assert.ok(losses.length > 0, `${course.name}: no loss`);
        const since = course.since === null ? null : at ? at(steps[course.since - 1]!) : course.since;
        assert.deepEqual([run.verdict, run.since], [course.verdict, since], course.name);
      }
    });
  }
});
