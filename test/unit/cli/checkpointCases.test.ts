// Checkpoints as they lie on people's disks, on the command line: `cells` says what is to be found in each.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CellRecord, CheckpointRecord } from '../../../src/core/recurrence/records';
import { run } from './run';

interface Expected {
  readonly cell: string;
  readonly hiddenSize: number;
  readonly framework?: string;
  readonly name?: string;
  readonly steps: number;
  readonly stepsFrom: string;
  /** σ_max and ρ of the recurrent blocks, in any order. */
  readonly gates?: readonly (readonly [number, number])[];
  readonly verdict?: string | readonly string[];
  /** By the standard deviation of the inputs: the mean over eight runs, and its tolerance. */
  readonly log10GainAtStd?: Readonly<Record<string, readonly [number, number]>>;
}
interface Case {
  readonly file: string;
  readonly cells: readonly Expected[];
  readonly notMessage?: string;
}

const folder = 'test/cases/checkpoints';
const cases = JSON.parse(readFileSync(`${folder}/containers.json`, 'utf8')) as readonly Case[];

describe('checkpoints of every kind on the command line', () => {
  for (const { file, cells, notMessage } of cases)
    it(`${file}: its cells, once each, with their gains`, async () => {
      const { stdout, status } = await run('analyze', '--json', `${folder}/${file}`);
      assert.equal(status, 0, stdout);
      if (notMessage) assert.doesNotMatch(stdout, new RegExp(notMessage));
      const { files } = JSON.parse(stdout) as { files: { findings: CheckpointRecord[] }[] };
      const found = files[0]!.findings.filter((record) => record.kind === 'cell');
      assert.equal(found.length, cells.length);
      for (const expected of cells) {
        const record = found.find(({ name }) => new RegExp(expected.name ?? '').test(name));
        assert.ok(record, `no cell named ${expected.name}`);
        compare(record, expected);
      }
    });
});

function compare(record: CellRecord, expected: Expected): void {
  for (const key of ['cell', 'hiddenSize', 'steps', 'stepsFrom'] as const)
    assert.equal(record[key], expected[key], key);
  if (expected.framework) assert.equal(record.framework, expected.framework);
  if (expected.verdict) assert.ok([expected.verdict].flat().includes(record.verdict), record.verdict);
  for (const [sigmaMax, radius] of expected.gates ?? [])
    assert.ok(
      record.gates.some(
        (gate) => Math.abs(gate.sigmaMax - sigmaMax) < 1e-5 && Math.abs(gate.spectralRadius - radius) < 1e-5,
      ),
      `no gate with ${sigmaMax} and ${radius}`,
    );
  for (const [std, [gain, tolerance]] of Object.entries(expected.log10GainAtStd ?? {})) {
    const scale = record.scales.find(({ inputStd }) => inputStd === Number(std))!;
    assert.ok(Math.abs(scale.log10Gain! - gain) <= tolerance, `${std}: ${scale.log10Gain} for ${gain}`);
  }
}
