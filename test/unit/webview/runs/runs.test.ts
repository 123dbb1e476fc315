import assert from 'node:assert/strict';
import { runsOf, tellingOf } from '../../../../src/shared/runFiles';
import type { Run } from '../../../../src/shared/runs';
import { visibleRuns } from '../../../../webview/runs/order';
import { runsChart } from '../../../../webview/runs/runsChart';
import { validState } from '../../../../webview/runs/state';

const run = (name: string, part: Partial<Run> = {}): Run => ({
  ...{
    run: name,
    part: null,
    file: `${name}/log.jsonl`,
    format: 'JSON Lines',
    verdict: 'stable',
    since: null,
  },
  ...{ stepFrom: 'logged', reason: '', records: 10, lastStep: 9, clipRate: null, finalLoss: 1, norms: [] },
  ...part,
});
const names = (runs: readonly Run[]): string[] => runs.map((one) => one.run);

describe('the runs of a folder', () => {
  it('are its folders with logs; checkpoints and the folders of loggers belong to the run above', () => {
    assert.deepEqual(
      runsOf([
        'hf/checkpoint-20/trainer_state.json',
        'hf/checkpoint-100/trainer_state.json',
        'wandb/run-1/files/output.log',
        'wandb/run-1/run-1.wandb',
        'log.jsonl',
      ]),
      [
        { run: '', files: ['log.jsonl'] },
        { run: 'hf', files: ['hf/checkpoint-100/trainer_state.json', 'hf/checkpoint-20/trainer_state.json'] },
        { run: 'wandb/run-1', files: ['wandb/run-1/run-1.wandb', 'wandb/run-1/files/output.log'] },
      ],
    );
  });

  it('are several where text logs stand side by side, and the first file that tells otherwise', async () => {
    const telling = (files: readonly string[], norms: RegExp): Promise<string[]> =>
      tellingOf({ run: 'a', files }, (name, file) => Promise.resolve(norms.test(file) ? [name] : []));
    assert.deepEqual(await telling(['a/s-1.out', 'a/s-2.out', 'a/s-3.out'], /[13]/), [
      'a/s-1.out',
      'a/s-3.out',
    ]);
    assert.deepEqual(await telling(['a/x.jsonl', 'a/y.jsonl', 'a/train.log'], /train/), ['a']);
    assert.deepEqual(await telling(['a/events.tfevents.1', 'a/events.tfevents.2'], /./), ['a']);
    assert.deepEqual(await telling(['a/run.wandb', 'a/train.log'], /./), ['a']);
  });

  it('are ordered by what a column shows, unknown last either way, names by their numbers', () => {
    const runs = [
      run('r10', { verdict: 'exploding', since: 7, finalLoss: NaN }),
      run('r9', { finalLoss: 2 }),
      run('r1', { verdict: 'vanishing', since: 3, finalLoss: null }),
    ];
    const by = (sorting: Parameters<typeof visibleRuns>[1]['sorting'], descending = false): string[] =>
      names(visibleRuns(runs, { filter: '', sorting, descending }));
    assert.deepEqual(by('verdict'), ['r10', 'r1', 'r9']);
    assert.deepEqual(by('run'), ['r1', 'r9', 'r10']);
    assert.deepEqual(by('since'), ['r1', 'r10', 'r9']);
    assert.deepEqual(by('since', true), ['r10', 'r1', 'r9']);
    assert.deepEqual(by('finalLoss'), ['r9', 'r10', 'r1']);
    assert.deepEqual(by('finalLoss', true), ['r10', 'r9', 'r1']);
    assert.deepEqual(names(visibleRuns(runs, { filter: 'r1 explod', sorting: 'run', descending: false })), [
      'r10',
    ]);
  });

  it('lie over each other in a chart by their own steps; none of them is no chart', () => {
    assert.equal(runsChart([]), null);
    const chart = runsChart([
      { name: 'a,b', steps: [0, 2], values: [1, null] },
      { name: 'c', steps: [1, 2], values: [100, 0] },
    ])!;
    assert.deepEqual(chart.csv, {
      header: ['step', 'a b', 'c'],
      rows: [
        [0, 1, null],
        [1, null, 100],
        [2, null, 0],
      ],
    });
    assert.deepEqual(
      chart.plot.curves.map(({ role, points }) => [role, points.map(({ y }) => y)]),
      [
        ['series0', [0, null]],
        ['series1', [2, null]],
      ],
    );
    assert.match(chart.plot.finding, /2 runs: a,b: not finite/);
  });

  it('remember choices, whatever was saved', () => {
    assert.deepEqual(validState({ sorting: 'nonsense', chosen: ['a', 1, 'b'], filter: 3 }), {
      ...{ filter: '', sorting: 'verdict', descending: false, chosen: ['a', 'b'] },
    });
    assert.equal(validState({ chosen: Array.from({ length: 99 }, String) }).chosen.length, 10);
  });
});
