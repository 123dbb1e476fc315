import assert from 'node:assert/strict';
import { asymptotics } from '../../../../src/core/initializers/asymptotics';
import { drawRecurrent } from '../../../../src/core/initializers/draw';
import type { Initializer } from '../../../../src/core/initializers/initializer';
import { parseInitializer } from '../../../../src/core/initializers/names';
import { growthOfPowers } from '../../../../src/core/growth';
import { kernels } from '../../../../src/core/kernels/choose';
import { createRandom } from '../../../../src/core/random';
import fixture from '../../../fixtures/initializers.json';

type Statistic = readonly [mean: number, deviation: number];
interface Row {
  readonly name: string;
  readonly initializer: unknown;
  readonly gates: number;
  readonly hidden: number;
  readonly draws: number;
  readonly deviation: Statistic;
  readonly spectralRadius: Statistic;
  readonly sigmaMax: Statistic;
  readonly log10Gain: Statistic;
}
const rows = fixture.rows as unknown as readonly Row[];
const figures = ['deviation', 'spectralRadius', 'sigmaMax', 'log10Gain'] as const;

function initializerOf({ initializer }: Row): Initializer {
  if (!Array.isArray(initializer)) return initializer as Initializer;
  const [name, framework, parameters] = initializer as [string, 'keras' | 'pytorch', Record<string, number>];
  return parseInitializer(name, framework, parameters)!;
}

function statistic(values: readonly number[]): Statistic {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return [mean, Math.sqrt(squares / (values.length - 1))];
}

/** Draws, and the four figures of the fixture from each. */
function drawn(row: Row, draws: number): Record<(typeof figures)[number], Statistic> {
  const random = createRandom(row.hidden);
  const values = Array.from({ length: draws }, () => {
    const w = drawRecurrent(initializerOf(row), row, random);
    const mean = w.data.reduce((sum, entry) => sum + entry, 0) / w.data.length;
    const { re, im } = kernels().eigenvalues(w);
    return {
      deviation: Math.sqrt(w.data.reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / w.data.length),
      spectralRadius: Math.hypot(re[0]!, im[0]!),
      sigmaMax: kernels().sigmaMax(w).value,
      log10Gain: growthOfPowers(w, fixture.steps).at(-1)!,
    };
  });
  const of = (key: (typeof figures)[number]) => statistic(values.map((value) => value[key]));
  return {
    deviation: of('deviation'),
    spectralRadius: of('spectralRadius'),
    sigmaMax: of('sigmaMax'),
    log10Gain: of('log10Gain'),
  };
}

describe("draws agree with the frameworks' own initializers", () => {
  for (const row of rows) {
    const draws = row.hidden <= 32 ? 24 : row.hidden <= 128 ? 6 : 2;
    // A matrix of 512 takes seconds of everybody's test run: one of each shape of distribution is enough.
    if (row.hidden > 128 && !['torch RNN', 'torch normal_', 'Keras he_normal'].includes(row.name)) continue;
    it(`${row.name}, H = ${row.hidden}`, () => {
      const ours = drawn(row, draws);
      for (const key of figures) {
        const [theirMean, theirDeviation] = row[key];
        const [mean, deviation] = ours[key];
        const spread = Math.max(theirDeviation, deviation);
        const error = spread * Math.sqrt(1 / row.draws + 1 / draws);
        assert.ok(
          Math.abs(mean - theirMean) <= 5 * error + 1e-6 * Math.abs(theirMean),
          `${key}: ${mean} is not ${theirMean} ± ${error}`,
        );
      }
    });
  }

  it('and with the limits for large H', () => {
    for (const row of rows.filter(({ hidden }) => hidden === 512)) {
      const limit = asymptotics(initializerOf(row), row);
      for (const key of ['spectralRadius', 'sigmaMax'] as const) {
        const [mean] = row[key];
        assert.ok(
          Math.abs(mean / limit[key] - 1) < 0.06,
          `${row.name}, ${key}: ${mean} is not ${limit[key]}`,
        );
      }
    }
  });

  it('the same seed draws the same matrix', () => {
    const draw = () =>
      drawRecurrent({ kind: 'orthogonal', gain: 1 }, { hidden: 8, gates: 4 }, createRandom(3));
    assert.deepEqual(draw(), draw());
    assert.throws(
      () => drawRecurrent({ kind: 'pytorch-default' }, { hidden: 0, gates: 1 }, createRandom(1)),
      RangeError,
    );
  });
});
