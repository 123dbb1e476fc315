import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlowRecord } from '../../../src/cli/cellRow';
import rows from '../../fixtures/bptt.json';
import { run } from './run';

const fixture = 'test/fixtures/bptt.json';
const close = (found: number, expected: number, what: string): void => {
  assert.ok(
    Math.abs(found - expected) <= 1e-10 * Math.abs(expected) + 1e-14,
    `${what}: ${found}, not ${expected}`,
  );
};

describe('gradient-lens flow', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-flow-'));
  const file = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("--json prints torch's figures for a list of cells, in its order", async () => {
    const { status, stdout, stderr } = await run('flow', fixture, '--json');
    assert.equal(status, 0, stderr);
    const records = JSON.parse(stdout) as FlowRecord[];
    assert.deepEqual(records.map(({ kind }) => kind), rows.map(({ kind }) => kind)); // prettier-ignore
    records.forEach((record, i) => {
      const row = rows[i]!;
      assert.deepEqual([record.hidden, record.input, record.steps], [row.hidden, row.input, row.steps]);
      assert.equal(record.gradNormByStep.length, row.steps + 1);
      row.gradNormByStep.forEach((norm, t) => {
        close(record.gradNormByStep[t]!, norm, `row ${i}, step ${t}`);
        close(record.log10GradNormByStep[t]!, Math.log10(norm), `row ${i}, log10 at ${t}`);
      });
      row.hiddenStates.forEach((state, t) => {
        assert.equal(record.hiddenStates[t]!.length, state.length);
        state.forEach((value, j) => close(record.hiddenStates[t]![j]!, value, `row ${i}, h_${t}[${j}]`)); // oxlint-disable-line typescript/no-confusing-void-expression
      });
      close(record.weightHhGradNorm, row.weightHhGradNorm, 'weight_hh');
      close(record.weightIhGradNorm, row.weightIhGradNorm, 'weight_ih');
      assert.equal(record.cellGradNormByStep?.length, row.cellGradNormByStep?.length);
      row.cellGradNormByStep?.forEach((norm, t) => {
        close(record.cellGradNormByStep![t]!, norm, `cell at ${t}`);
      });
      assert.equal(record.lyapunov.length, row.kind === 'lstm' ? 2 * row.hidden : row.hidden);
    });
  });

  it('--json prints one object for one cell, with exponents that are known', async () => {
    const linear = {
      kind: 'rnn_identity',
      weight_ih: [[1], [0]],
      weight_hh: [[1.5, 0], [0, 0.5]],
      bias_ih: [0, 0],
      bias_hh: [0, 0],
      x: [[0], [0], [0], [0]],
      v: [3, 4],
    }; // prettier-ignore
    const record = JSON.parse((await run('flow', file('one.json', `\uFEFF${JSON.stringify(linear)}`), '--json')).stdout) as FlowRecord; // prettier-ignore
    close(record.lyapunov[0]!, Math.log(1.5), 'λ_1');
    close(record.lyapunov[1]!, Math.log(0.5), 'λ_2');
    close(record.gradNormByStep[0]!, Math.hypot(3 * 1.5 ** 4, 4 * 0.5 ** 4), 'step 0');
    assert.equal(Object.hasOwn(record, 'cellGradNormByStep'), false);
    const dead = { ...linear, weight_hh: [[0, 0], [0, 0]] }; // prettier-ignore
    const zero = JSON.parse(
      (await run('flow', file('zero.json', JSON.stringify(dead)), '--json')).stdout,
    ) as FlowRecord;
    assert.deepEqual(zero.lyapunov, [null, null]);
    assert.deepEqual(zero.log10GradNormByStep.slice(0, 4), [null, null, null, null]);
  });

  it('the table has the gain, the verdict and both ends', async () => {
    const { status, stdout } = await run('flow', fixture);
    assert.equal(status, 0);
    assert.match(
      stdout,
      /rnn_tanh: 6 hidden, 3 inputs, 20 steps\n {2}▼ vanishing: the gradient at step 0 is 3\.17e-8/,
    );
    assert.match(stdout, /\n {7}0 {2}7\.64e-8 /);
    assert.match(stdout, /largest Lyapunov exponent −0\.\d+ ± 0\.\d+, a factor of 0\.\d+ per step/);
  });

  it('every fault in the file is one sentence with its place, and exit status 2', async () => {
    const broken = (change: (row: Record<string, unknown>) => unknown, at = 1): string =>
      JSON.stringify(rows.map((row, i) => (i === at ? change(structuredClone(row)) : row)));
    const put = (key: string, value: unknown) => broken((row) => ({ ...row, [key]: value }));
    const without = (key: string) => broken((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== key))); // prettier-ignore
    const good = JSON.stringify(rows);
    const cases: readonly (readonly [string, RegExp])[] = [
      ['', /not valid JSON/],
      ['[1, 2', /not valid JSON/],
      ['7', /the cell is 7, not an object/],
      ['[[]]', /row 0: the cell is a list, not an object/],
      [put('kind', 'mamba'), /row 1: kind is "mamba": write lstm, gru, or rnn_/],
      [put('kind', 5), /row 1: kind is 5: write/],
      ...['kind', 'weight_ih', 'weight_hh', 'bias_ih', 'bias_hh', 'x', 'v'].map((key) => [without(key), new RegExp(`row 1: ${key} is missing`)] as const),
      [put('weight_hh', [[1, 2], [3]]), /row 1: weight_hh\[1\] has 1 entries, it should have 2 as weight_hh\[0\] has/],
      [put('weight_hh', [[1, 2], [3, 4], [5, 6]]), /row 1: weight_hh is 3×2, it should have 2 rows/],
      [put('weight_ih', [[1, 2]]), /row 1: weight_ih is 1×2, it should have 6 rows/],
      [put('bias_hh', [1]), /row 1: bias_hh has 1 entries, it should have 6/],
      [put('bias_hh', 0), /row 1: bias_hh is 0, not a list of numbers/],
      [put('x', []), /row 1: x is empty/],
      [put('x', [[1, 2]]), /row 1: x has inputs of 2 entries, weight_ih takes 3/],
      [put('v', [1, 2, 3, 4, 5, '6']), /row 1: v\[5\] is "6", not a finite number/],
      [put('v', [1]), /row 1: v has 1 entries, it should have 6 as the hidden state/],
      [put('v', [null, 1, 1, 1, 1, 1]), /row 1: v\[0\] is null, not a finite number/],
      [put('steps', 21), /row 1: steps is 21, the arrays say 20/],
      [good.replace(/"v": ?\[[^,]+/, '"v": [NaN'), /row 0: v\[0\] is NaN, not a finite number/],
      [good.replace(/"v": ?\[[^,]+/, '"v": [-Infinity'), /row 0: v\[0\] is -Infinity, not/],
      [good.replace(/"v": ?\[[^,]+/, '"v": [1e999'), /row 0: v\[0\] is Infinity, not/],
      [JSON.stringify({ kind: 'rnn_relu', weight_ih: [[1]], weight_hh: [[1e200]], bias_ih: [0], bias_hh: [0], x: [[1], [1], [1]], v: [1] }), /: the state overflows at step 3: take fewer steps/],
    ]; // prettier-ignore
    for (const [i, [content, message]] of cases.entries()) {
      const path = file(`bad${i}.json`, content);
      const { status, stdout, stderr } = await run('flow', path, '--json');
      assert.equal(status, 2, stderr);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.ok(stderr.startsWith(`gradient-lens: ${path}: `), stderr);
      assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
    }
  });

  it('a missing file, a folder and bad arguments are told without a stack', async () => {
    for (const args of [
      ['flow'],
      ['flow', fixture, fixture],
      ['flow', fixture, '--steps'],
      ['flow', folder],
      ['flow', join(folder, 'none.json')],
    ]) {
      // prettier-ignore
      const { status, stderr } = (await run(...args));
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, /^gradient-lens: /);
      assert.doesNotMatch(stderr, /^\s+at /m);
    }
    assert.match((await run('flow', join(folder, 'none.json'))).stderr, /none\.json does not exist\n$/);
  });
});
