import { readFileSync } from 'node:fs';
import { drivenGains } from '../../../../src/core/config/drivenGains';
import type { CellName } from '../../../../src/core/config/recurrentConfig';
import { setupOf } from '../../../../src/core/config/setup';
import { parseInitializer } from '../../../../src/core/initializers/names';
import type { ActivationName } from '../../../../src/core/recurrence/activation';
import { configWith } from './configWith';

/** Medians of log10 ‖J_T ⋯ J_1‖₂ by torch's autograd; test/fixtures/make/initial_gains.py. */
interface Simulated {
  readonly columns: readonly (readonly [length: number, inputStd: number])[];
  readonly cells: readonly (readonly [
    cell: CellName,
    activation: ActivationName,
    forget: number | null,
    initializer: keyof typeof names,
    size: number,
    log10Gains: readonly number[],
  ])[];
}

const names = {
  default: 'default',
  orthogonal: 'orthogonal_',
  glorot: 'xavier_uniform_',
  he: 'kaiming_normal_',
} as const;

/** How a predicted range stands to what torch simulated, in decades. */
export interface Agreement {
  readonly what: string;
  readonly width: number;
  /** For each strength how far the simulated median lies outside; 0 or less within. */
  readonly off: readonly number[];
}

/** Compares every `stride`-th prediction of cells up to `largest` units with the simulations. */
export function* agreements(stride: number, largest = Infinity): Generator<Agreement> {
  const { columns, cells } = JSON.parse(
    readFileSync('test/fixtures/prediction/initialGains.json', 'utf8'),
  ) as Simulated;
  let predictions = 0;
  for (const [cell, activation, forget, initializer, hiddenSize, simulated] of cells) {
    if (hiddenSize > largest) continue;
    for (const sequenceLength of new Set(columns.map(([length]) => length))) {
      if (predictions++ % stride !== 0) continue;
      const config = configWith({
        ...{ cell, hiddenSize, sequenceLength, activation },
        initializer: parseInitializer(names[initializer], 'pytorch')!,
        ...(forget === null ? {} : { forgetBias: forget }),
      });
      const { range } = drivenGains(setupOf(config, 100)!, 1)!.gains;
      const [low, high] = [range.low ?? -Infinity, range.high ?? -Infinity];
      yield {
        what: [cell, activation, forget, initializer, hiddenSize, sequenceLength].join(' '),
        width: high - low,
        off: simulated
          .filter((_, i) => columns[i]![0] === sequenceLength)
          .map((gain) => Math.max(low - gain, gain - high)),
      };
    }
  }
}
