// What is said of cells that inputs of several scales drive, against gains taken by another program's automatic differentiation.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CellRecord, CheckpointRecord } from '../../../src/core/recurrence/records';
import { run } from './run';

interface Expected {
  readonly cell: string;
  readonly hiddenSize: number;
  readonly layer?: number;
  readonly steps: number;
  readonly stepsFrom: string;
  readonly gates?: readonly (readonly [number, number])[];
  readonly verdict: string | readonly string[];
  /** By the standard deviation of the inputs: the mean over eight runs, and its tolerance. */
  readonly log10GainAtStd: Readonly<Record<string, readonly [number, number]>>;
  /** To be covered, within the tolerance that stands last. */
  readonly range: readonly [number, number, number];
}

const folder = 'test/cases/checkpoints';
const cases = JSON.parse(readFileSync(`${folder}/driven.json`, 'utf8')) as {
  readonly file: string;
  readonly cells: readonly Expected[];
}[];

async function cellsIn(file: string, ...args: string[]): Promise<CellRecord[]> {
  const { stdout } = await run('analyze', '--json', `${folder}/${file}`, ...args);
  const { files } = JSON.parse(stdout) as { files: { findings: CheckpointRecord[] }[] };
  return files[0]!.findings.filter((record) => record.kind === 'cell');
}

describe('driven cells on the command line', () => {
  for (const { file, cells } of cases)
    it(`${file}: gains at every scale, range and verdict`, async () => {
      const found = await cellsIn(file);
      assert.equal(found.length, cells.length);
      cells.forEach((expected, i) => {
        const record = found[i]!;
        const { cell, hiddenSize, steps, stepsFrom, range, scales, timescales } = record;
        assert.deepEqual(
          [cell, hiddenSize, steps, stepsFrom],
          [expected.cell, expected.hiddenSize, expected.steps, expected.stepsFrom],
        );
        for (const [std, [gain, tolerance]] of Object.entries(expected.log10GainAtStd)) {
          const scale = scales.find(({ inputStd }) => inputStd === Number(std))!;
          assert.ok(Math.abs(scale.log10Gain! - gain) <= tolerance, `${std}: ${scale.log10Gain} for ${gain}`);
        }
        const [low, high, tolerance] = expected.range;
        assert.ok(range.low! <= low + tolerance && range.high! >= high - tolerance);
        assert.ok([expected.verdict].flat().includes(record.verdict), record.verdict);
        expected.gates?.forEach(([sigmaMax, radius], g) => {
          assert.ok(Math.abs(record.gates[g]!.sigmaMax - sigmaMax) < 1e-5);
          assert.ok(Math.abs(record.gates[g]!.spectralRadius - radius) < 1e-5);
        });
        const { low: first, high: last } = timescales.stepsToTenth;
        if (record.verdict === 'vanishing') assert.ok(first! >= 1 && last! >= first! && last! < steps);
        assert.equal(timescales.slowestUnits.length, cell === 'rnn' ? 0 : 5);
        assert.doesNotMatch(`${record.explanation} ${record.notes.join(' ')}`, /says nothing/);
        assert.equal(record.severity, record.verdict === 'exploding' ? 'warning' : record.verdict === 'stable' ? 'none' : 'information'); // prettier-ignore
        assert.equal(/No sequence length is named/.test(record.explanation), record.verdict !== 'stable');
      });
    });

  it('what depends on the inputs fails no check, and what explodes does', async () => {
    const every = 'exploding,growing,stable,fading,vanishing';
    assert.equal((await run('analyze', `${folder}/input_scale.pt`, '--fail-on', every)).status, 0);
    assert.equal((await run('analyze', `${folder}/chaotic_rnn.pt`, '--fail-on', every)).status, 1);
    const { stdout } = await run('analyze', '--format', 'github', `${folder}/input_scale.pt`);
    assert.match(stdout, /^::notice /);
    assert.doesNotMatch(
      (await run('analyze', '--format', 'github', `${folder}/lstm.pt`)).stdout,
      /::warning/,
    );
  });

  it('a length that is asked for is not called a default; the table leads with time scales', async () => {
    const [record] = await cellsIn('lstm.pt', '--steps', '40');
    assert.equal(record!.stepsFrom, 'argument');
    assert.match(
      record!.explanation,
      /^The gradient is a tenth after \d+ to \d+ steps\. The memory of its slowest units halves in [\d.]+(?: to [\d.]+)? steps\. Over 40 steps/,
    );
    assert.doesNotMatch(record!.explanation, /default/);
    const { stdout } = await run('analyze', `${folder}/input_scale.pt`);
    assert.match(stdout, /◇ undetermined\s+\S+e-\d+ to \d+ in 100\s+a tenth after \d+ steps or more/);
    assert.match(stdout, /Near rest gradients explode/);
  });

  it('an upper layer is driven by the layer below', async () => {
    const [below, above] = await cellsIn('stacked.pt');
    assert.match(above!.trajectory.assumption, /^driven by the layers below/);
    assert.match(above!.notes.join(' '), /layer below/);
    assert.doesNotMatch(below!.trajectory.assumption, /below/);
  });
});
