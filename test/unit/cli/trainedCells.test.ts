// Cells that were trained, beside what automatic differentiation says of them (test/fixtures/make/trained.py).
import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../src/core/analysis';
import type { CellRecord } from '../../../src/core/recurrence/records';
import { verdictOfGain } from '../../../src/core/verdict';
import truth from '../../fixtures/trained/truth.json';
import { run } from './run';

const folder = 'test/fixtures/trained';

async function cells(file: string, ...args: string[]): Promise<CellRecord[]> {
  const { stdout } = await run('analyze', '--json', `${folder}/${file}`, ...args);
  const { files } = JSON.parse(stdout) as { files: { findings: CellRecord[]; errors: unknown[] }[] };
  assert.deepEqual(files[0]!.errors, []);
  return files[0]!.findings;
}

const near = (actual: number | null | undefined, expected: number, tolerance: number): void => {
  assert.ok(Math.abs(actual! - expected) <= tolerance, `${String(actual)}, not ${expected}`);
};

/** Keras keeps one bias, the sum of two in single precision. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(4)) : value;

describe('trained cells', () => {
  for (const [file, { inputs, cells: expected }] of Object.entries(truth)) {
    it(`${file} along its own data: gain, word, spread and exponents`, async () => {
      const found = await cells(file, '--inputs', `${folder}/${inputs}`);
      assert.equal(found.length, expected.length);
      found.forEach((record, i) => {
        const { own, steps, cell, reverse } = expected[i]!;
        assert.deepEqual([record.name, record.direction === 'reverse'], [cell, reverse]);
        assert.equal(record.steps, steps);
        const { log10Gain, errorEstimate, range, growth, lyapunov, lyapunovErrors, gates, saturation, sequences } = record.trajectory; // prettier-ignore
        assert.ok(errorEstimate! >= 0 && errorEstimate! < 1e-2);
        assert.ok(lyapunovErrors!.every((error) => error !== null && error > 0 && error < 1));
        near(log10Gain, own.median, 1e-6);
        near(range!.low, own.low, 1e-6);
        near(range!.high, own.high, 1e-6);
        assert.equal(record.verdict, verdictOfGain(own.median, defaultThresholds));
        assert.equal(growth!.at(-1)!.step, steps);
        near(growth!.at(-1)!.log10Gain, own.median, 0.05);
        // No product grows faster than the largest exponent of a long run, but for its first steps.
        assert.ok(lyapunov![0]! < (own.high * Math.LN10) / steps + 0.01);
        assert.deepEqual(
          gates!.map(({ gate }) => gate),
          record.cell === 'lstm' ? ['input', 'forget', 'output'] : ['reset', 'update'],
        );
        for (const { mean, open, closed } of gates!) {
          assert.ok(mean > 0 && mean < 1);
          assert.ok(open >= 0 && closed >= 0 && open + closed <= 1);
        }
        for (const { share } of saturation!) assert.ok(share >= 0 && share <= 1);
        assert.ok(sequences! >= 1);
        assert.ok(record.timescales.slowestUnits.length > 0);
      });
    });

    it(`${file} without its data: the scales, and a firm word only where the data bears it out`, async () => {
      const found = await cells(file, '--steps', String(expected[0]!.steps));
      found.forEach((record, i) => {
        const { own, scales } = expected[i]!;
        scales.forEach(({ inputStd, median, low, high }, j) => {
          const scale = record.scales[j]!;
          assert.equal(scale.inputStd, inputStd);
          // Other seeds: both medians are uncertain by a part of the spread.
          near(scale.log10Gain, median, 0.3 + (high - low) / 2);
        });
        if (record.verdict !== 'undetermined')
          assert.equal(record.verdict, verdictOfGain(own.median, defaultThresholds));
      });
    });
  }

  for (const file of ['stacked.onnx', 'stacked.keras'])
    it(`${file}: an upper layer is driven by the layer below, as in stacked.pt`, async () => {
      const figures = ({ direction, inputSize, scales, range }: CellRecord) =>
        [direction, inputSize, range, ...scales.map(({ independent }) => independent)] as const;
      const [stored, found] = await Promise.all([cells('stacked.pt'), cells(file)]);
      assert.equal(found.filter(({ notes }) => notes.join(' ').includes('layer below')).length, 2);
      const told = found.map((record) => JSON.stringify(figures(record), rounded));
      for (const record of stored) assert.ok(told.includes(JSON.stringify(figures(record), rounded)));
    });

  for (const [exported, file, steps, stepsFrom] of [
    ['copy_5.onnx', 'copy_5.pt', 9, 'file'],
    ['tagger.onnx', 'tagger.safetensors', 100, 'default'],
  ] as const)
    it(`${exported}: the figures of ${file}, from which torch has exported it`, async () => {
      const found = await cells(exported);
      assert.ok(found.every((record) => record.steps === steps && record.stepsFrom === stepsFrom));
      const stored = await cells(file, '--steps', String(steps));
      const figures = (record: CellRecord) => [
        ...record.scales.map(({ log10Gain }) => log10Gain!),
        ...record.timescales.slowestUnits.map((life) => life ?? Infinity),
        ...record.gates.flatMap(({ sigmaMax }) => sigmaMax).sort((a, b) => a - b),
      ];
      assert.deepEqual(
        found.map(({ cell, direction, hiddenSize, verdict }) => [cell, direction, hiddenSize, verdict]),
        stored.map(({ cell, direction, hiddenSize, verdict }) => [cell, direction, hiddenSize, verdict]),
      );
      found.forEach((record, i) => {
        const expected = figures(stored[i]!);
        figures(record).forEach((figure, k) => {
          near(figure, expected[k]!, 1e-9);
        });
      });
      const { inputs } = truth[file];
      const driven = await cells(exported, '--inputs', `${folder}/${inputs}`);
      driven.forEach((record, i) => {
        near(record.trajectory.log10Gain, truth[file].cells[i]!.own.median, 1e-6);
      });
    });
});
