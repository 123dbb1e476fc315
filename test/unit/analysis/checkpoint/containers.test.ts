// One small LSTM as each tool keeps it (test/fixtures/make/containers.py): every container gives the same figures.
import assert from 'node:assert/strict';
import { checkpointFindings } from '../../../../src/analysis/checkpoint/checkpointFindings';
import { defaultThresholds } from '../../../../src/core/analysis';
import { gateRole } from '../../../../src/core/recurrence/layout/cell';
import type { CellRecord } from '../../../../src/core/recurrence/records';

const folder = 'test/fixtures/checkpoints/containers';
const options = { steps: 100, activation: 'tanh', thresholds: defaultThresholds } as const;
const files = [
  ...['lstm.safetensors', 'lstm.npz', 'lstm.pt', 'scripted.pt', 'exported.pt2', 'lstm.onnx'],
  ...['oneProcess/.metadata', 'sharded/.metadata', 'sharded/__0_0.distcp', 'sharded/__1_0.distcp'],
  ...['lstm.keras', 'lstm.h5', 'lstm.weights.h5', 'savedModel/saved_model.pb'],
  ...['savedModel/variables/variables.index', 'savedModel/variables/variables.data-00000-of-00001'],
  ...['tensorflow2/ckpt.index', 'tensorflow1/model.ckpt-100.index'],
  ...['lstm.msgpack', 'chunked.msgpack', 'lstm.mat', 'compressed.mat', 'lstm73.mat', 'lstm.gguf'],
];

async function cellOf(file: string): Promise<CellRecord> {
  const place = { kind: 'path', path: `${folder}/${file}` } as const;
  const { findings } = await checkpointFindings({ place, options, tensor: null });
  const cells = findings.filter((record): record is CellRecord => record.kind === 'cell');
  assert.equal(cells.length, 1, file);
  return cells[0]!;
}

/** What is compared: σ_max and ρ by gate, the steps to a tenth, and the gains at every scale. */
function figuresOf({ gates, range, scales, timescales }: CellRecord): Map<string, number | null> {
  return new Map([
    ...gates.flatMap(({ gate, sigmaMax, spectralRadius }): [string, number | null][] => [
      [`σ_max ${gateRole('lstm', gate)}`, sigmaMax],
      [`ρ ${gateRole('lstm', gate)}`, spectralRadius],
    ]),
    ['low', range.low],
    ['high', range.high],
    ['slowest tenth', timescales.stepsToTenth.high],
    ...scales.map((scale): [string, number | null] => [`at ${scale.inputStd}`, scale.log10Gain]),
  ]);
}

describe('one LSTM in every container', function () {
  this.timeout(120_000);
  let expected: ReadonlyMap<string, number | null>;
  before(async () => {
    expected = figuresOf(await cellOf('lstm.safetensors'));
  });

  for (const file of files)
    it(`${file}: the figures of the others, to 1e-6`, async () => {
      const figures = figuresOf(await cellOf(file));
      assert.equal(figures.size, expected.size);
      for (const [name, figure] of figures) {
        const other = expected.get(name);
        if (typeof figure !== 'number' || typeof other !== 'number') assert.equal(figure, other, name);
        else
          assert.ok(
            Math.abs(figure - other) <= 1e-6 * Math.max(1, Math.abs(other)),
            `${name}: ${figure}, not ${other}`,
          );
      }
    });
});
