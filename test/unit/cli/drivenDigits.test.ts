// No figure along driven states is printed to more digits than its spread over runs leaves, wherever people read it.
import assert from 'node:assert/strict';
import { figuresOf } from '../../../src/analysis/checkpoint/quick';
import type { CellRecord } from '../../../src/core/recurrence/records';
import { cellHoverText, cellLensTitle, cellMessage } from '../../../src/host/cell/text';
import { lifeText, spreadRecordText, tenthText } from '../../../src/present/cell/gain';
import { formatPowerOfTen } from '../../../src/present/format';
import type { CellFinding } from '../../../src/shared/service';
import { jacobianChart, ownGrowthChart } from '../../../webview/checkpoint/charts';
import { wordsOf } from '../webview/chartWords';
import { run } from './run';

const folder = 'test/cases/checkpoints';
const formats = ['table', 'markdown', 'html', 'github', 'gitlab', 'junit', 'lines'];

async function recordOf(...args: string[]): Promise<CellRecord> {
  const { stdout } = await run('analyze', '--json', ...args);
  return (JSON.parse(stdout) as { files: { findings: CellRecord[] }[] }).files[0]!.findings[0]!;
}

/** Powers of ten with more than one digit, and half-lives with a decimal, in a text whose escapes are taken away. */
const precise = (text: string): string[] => [
  ...text.replaceAll('\\', '').matchAll(/\d\.\d+e-?\d+|\d+\.\d+(?= steps)/g),
].map(([number]) => number); // prettier-ignore

/** What a cell's figures at rest, at birth and of its gates may be told as. */
function known({ rest, gatePath }: CellRecord): Set<string> {
  const { p5 = 0, p50 = 0, p95 = 0 } = gatePath?.halfLife ?? {};
  return new Set([
    ...[2, 3].map((digits) => formatPowerOfTen(rest.log10Gain, digits)),
    ...[p5, p50, p95].map((life) => String(Number((life ?? 0).toPrecision(2)))),
  ]);
}

describe('digits of driven figures', () => {
  for (const file of ['input_scale.pt', 'fresh_gru.pt', 'rnn_saturating.pt', 'lstm_proj.pt'])
    it(`${file}: every format, lens, hover, squiggle, list and chart`, async () => {
      const path = `${folder}/${file}`;
      const record = await recordOf(path);
      // Runs differ, or there would be nothing to leave out.
      assert.ok(record.scales.some(({ independent: { low, high } }) => high! - low! > 0.5));
      const places = [1, 10, 100];
      const growth = {
        places,
        rest: places.map((k) => (k * record.rest.log10Gain!) / 100),
        driven: record.scales.map(({ inputStd, log10Gain }) => ({
          inputStd,
          values: places.map((k) => (k * log10Gain!) / 100),
        })),
      };
      const texts = [
        ...(await Promise.all(formats.map(async (name) => (await run('analyze', '--format', name, path)).stdout))),
        cellLensTitle({ size: record.hiddenSize, record } as unknown as CellFinding),
        cellMessage(record),
        cellHoverText(record, '', []),
        JSON.stringify(Object.values(figuresOf(record, null)).filter((value) => typeof value === 'string')),
        ...wordsOf(jacobianChart(growth, record.scales)),
      ]; // prettier-ignore
      const allowed = known(record);
      // Where a half-life agrees over all runs, it has two digits.
      for (const { low, high } of record.timescales.slowestRanges)
        if (high! / low! < 10 ** 0.05)
          for (const life of [low!, Math.sqrt(low! * high!), high!]) allowed.add(String(Number(life.toPrecision(2)))); // prettier-ignore
      for (const text of texts) {
        const wrong = precise(text).filter((number) => !allowed.has(number));
        assert.deepEqual(wrong, [], text.slice(0, 400));
      }
    });

  it('a person’s own data leave no doubt along one sequence, and a spread over several', async () => {
    const trained = 'test/fixtures/trained';
    const one = await recordOf(`${trained}/char_lstm.pt`, '--inputs', `${trained}/char_lstm.npy`);
    assert.match(one.explanation, /the gain is 0\.071\./);
    const several = await recordOf(`${trained}/copy_50.pt`, '--inputs', `${trained}/copy_50.npy`);
    const { growth, sequences } = several.trajectory;
    const words = wordsOf(ownGrowthChart(growth!, sequences!)).join(' ');
    assert.deepEqual(precise(`${several.explanation} ${words}`), [
      formatPowerOfTen(several.rest.log10Gain, 2),
    ]);
  });

  it('a gain is told by its decade, by one digit or by two; a half-life by its ends or by two digits', () => {
    const gain = (low: number, log10Gain: number, high: number) => spreadRecordText({ low, log10Gain, high });
    assert.deepEqual([gain(-15, -13.4, -12), gain(-13.6, -13.4, -13.2), gain(-13.41, -13.4, -13.39)], ['1e-13', '4e-14', '4.0e-14']); // prettier-ignore
    assert.equal(gain(-17.5, -17.01, -16.9), '1e-17');
    assert.deepEqual([lifeText({ low: 2.31, high: 8.4 }), lifeText({ low: 4.38, high: 4.4 }), lifeText({ low: 7, high: null }), lifeText({ low: 66_000, high: 81_070 })], ['2 to 8 steps', '4.4 steps', '7 steps or more', '70,000 to 80,000 steps']); // prettier-ignore
    const tenth = (low: number | null, high: number | null) => tenthText({ steps: 5000, timescales: { stepsToTenth: { low, high } } as CellRecord['timescales'] }); // prettier-ignore
    assert.deepEqual([tenth(1386, 1386), tenth(1386, 2741), tenth(1386, null), tenth(null, null)], ['a tenth after 1,386 steps', 'a tenth after 1,400 to 2,700 steps', 'a tenth after 1,400 steps or more', 'above a tenth over 5,000 steps']); // prettier-ignore
  });
});
