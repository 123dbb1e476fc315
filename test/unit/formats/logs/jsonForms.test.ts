import assert from 'node:assert/strict';
import { report } from '../../../../src/core/monitor/report';
import { random } from '../../core/monitor/noise';
import { readLog } from './memoryFile';

/** What was read of JSON Lines in which every line is told apart by a key of its own, so that none has the form of another. */
async function both(lines: readonly string[]): Promise<[quick: string, single: string]> {
  const single = lines.map((line, i) => line.replace(/}(\s*)$/, `, "unlike_${i}": 0}$1`));
  const [a, b] = [await readLog('a.jsonl', lines.join('\n')), await readLog('a.jsonl', single.join('\n'))];
  const told = ({ log }: typeof a): string =>
    JSON.stringify([
      log.series.map(({ name, steps, values }) => [name, [...steps], [...values].map(String)]),
      log.stepFrom,
      report(log).verdict,
    ]);
  return [told(a), told(b)];
}

describe('JSON Lines of one form', () => {
  const draw = random(2);
  const cases: Readonly<Record<string, (i: number) => string>> = {
    'flat records': (i) =>
      `{"step": ${i}, "loss": ${2 + draw()}, "grad_norm": ${Math.exp(draw())}, "time": "12:0${i % 10}"}`,
    'nested norms': (i) =>
      `{"step":${i},"grad_norms":{"rnn.weight_hh_l0":${Math.exp(draw())},"fc.weight":0.5},"lr":[1e-3,${i}]}`,
    'epochs and iterations': (i) =>
      `{"epoch": ${Math.floor(i / 7)}, "iter": ${i % 7}, "grad_norm": ${Math.exp(draw())}}`,
    'null, NaN and Infinity': (i) =>
      `{"step": ${i}, "grad_norm": ${['NaN', 'null', 'Infinity', '-Infinity', '1.5', 'true'][i % 6]!}}`,
    'texts and numbers in turn': (i) => `{"step": ${i}, "grad_norm": ${i % 2 ? '"1.25"' : '2.5'}}`,
    'two kinds of records': (i) =>
      i % 10 ? `{"step": ${i}, "grad_norm": ${i}}` : `{"step": ${i}, "eval_loss": 2.5, "grad_norm": 1}`,
    'one record a parameter': (i) =>
      `{"step": ${i >> 1}, "parameter": "fc${i & 1}.weight", "grad_norm": ${Math.exp(draw())}}`,
    ranks: (i) => `{"rank": ${i % 4}, "step": ${i >> 2}, "grad_norm": ${Math.exp(draw())}}`,
    'quotes within texts': (i) => `{"step": ${i}, "note": "\\"grad_norm\\": 9, {", "grad_norm": ${i}}`,
    'broken lines': (i) => (i % 5 ? `{"step": ${i}, "grad_norm": ${i}}` : `{"step": ${i}, "grad_norm": ${i}`),
    'fractions and no step': (i) => `{"epoch": ${i / 10}, "grad_norm": ${Math.exp(draw())}}`,
    'steps that jump back': (i) => `{"step": ${i < 60 ? i : i - 30}, "grad_norm": ${Math.exp(draw())}}\r`,
    'a key that is there twice': (i) => `{"step": ${i}, "grad_norm": 1, "grad_norm": ${i}}`,
    'values in place of objects': (i) => `{"step": ${i}, "grad_norm": {"a": ${i % 3 ? i : '{"b": 1}'}}}`,
  };
  for (const [name, line] of Object.entries(cases)) {
    it(`is read as if each stood alone: ${name}`, async () => {
      const [quick, single] = await both(Array.from({ length: 120 }, (_, i) => line(i)));
      assert.equal(quick, single);
    });
  }

  it('may have its lines cut anywhere', async () => {
    const lines = Array.from(
      { length: 60_000 },
      (_, i) => `{"step": ${i}, "grad_norm": ${Math.exp(draw())}, "é": "ü"}`,
    );
    const { log } = await readLog('a.jsonl', lines.join('\n'));
    const [series] = log.gradients;
    assert.equal(series!.count, lines.length);
    assert.deepEqual(
      [...series!.values],
      lines.map((line) => (JSON.parse(line) as { grad_norm: number }).grad_norm),
    );
  });
});
