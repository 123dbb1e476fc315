// `node out/bench/agreement.js [STRIDE]`: how often the range of a prediction holds the median gain of cells that torch simulated,
// for every STRIDE-th of 336 predictions (1 takes some minutes). The goal is 95 %, and no other a decade away.
import { readFileSync } from 'node:fs';
import { drivenGains } from '../../src/core/config/drivenGains';
import type { CellName } from '../../src/core/config/recurrentConfig';
import { setupOf } from '../../src/core/config/setup';
import { parseInitializer } from '../../src/core/initializers/names';
import type { ActivationName } from '../../src/core/recurrence/activation';
import { configWith } from '../unit/core/config/configWith';

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

const stride = Number(process.argv[2] ?? 13);

const names = {
  default: 'default',
  orthogonal: 'orthogonal_',
  glorot: 'xavier_uniform_',
  he: 'kaiming_normal_',
} as const;

const { columns, cells } = JSON.parse(
  readFileSync('test/fixtures/prediction/initialGains.json', 'utf8'),
) as Simulated;

const outside: { text: string; off: number }[] = [];
let count = 0;
let predictions = 0;
for (const [cell, activation, forget, initializer, hiddenSize, simulated] of cells) {
  for (const sequenceLength of new Set(columns.map(([length]) => length))) {
    if (predictions++ % stride !== 0) continue;
    const config = configWith({
      ...{ cell, hiddenSize, sequenceLength, activation },
      initializer: parseInitializer(names[initializer], 'pytorch')!,
      ...(forget === null ? {} : { forgetBias: forget }),
    });
    const { range } = drivenGains(setupOf(config, 100)!, 1)!.gains;
    columns.forEach(([length, inputStd], i) => {
      if (length !== sequenceLength) return;
      count++;
      const gain = simulated[i]!;
      const off = Math.max((range.low ?? -Infinity) - gain, gain - (range.high ?? -Infinity));
      const what = [cell, activation, forget, initializer, hiddenSize, length, inputStd].join(' ');
      if (off > 0) outside.push({ text: `${what}: ${gain} not in ${range.low} … ${range.high}`, off });
    });
  }
}
const far = outside.filter(({ off }) => off > 1).length;
console.log(outside.map(({ text, off }) => `${off.toFixed(2)}  ${text}`).join('\n'));
console.log(`${count - outside.length} of ${count} held, ${far} more than a decade outside`);
