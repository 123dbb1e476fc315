// `node out/bench/accuracy/bench.js FOLDER [FIRST]`: our gains and numpy's beside the true ones, for a folder that dump.ts and
// `truth.py --numpy` have filled from the matrix FIRST on. Writes its chapter of results.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultThresholds } from '../../../src/core/analysis';
import { confirmedGain, settled, verdictWithin, type Gain } from '../../../src/core/gain';
import { boundedGrowth } from '../../../src/core/growth';
import { kernels } from '../../../src/core/kernels/choose';
import { scale } from '../../../src/core/linalg/matrix';
import { verdictOfGain } from '../../../src/core/verdict';
import { machine, table, writeChapter } from '../report';
import { draw, families } from './families';

type Truth = readonly [factor: number, log10: number | null, numpy?: number | null];

interface Case {
  readonly family: string;
  readonly truth: number | null;
  /** As it is printed, from the growth curve. */
  readonly gain: Gain;
  /** As a list's first verdict has it. */
  readonly quick: Gain;
  readonly numpy: number | null;
  readonly ms: number;
}

const first = Number(process.argv[3] ?? '0');
const truths = JSON.parse(readFileSync(join(process.argv[2] ?? '.', 'truth.json'), 'utf8')) as Truth[];
const cases = truths.map(([factor, truth, numpy = null], index): Case => {
  const { family, base, steps } = draw(first + index);
  const w = scale(base, factor);
  const started = performance.now();
  const { log10, errorBounds, method } = boundedGrowth(w, steps);
  const found = { value: log10.at(-1)!, errorBound: errorBounds.at(-1)!, method };
  const gain = settled(w, steps, found, 0, defaultThresholds, kernels());
  const ms = performance.now() - started;
  const quick = confirmedGain(w, steps, 0, defaultThresholds, null, undefined, kernels());
  return { family, truth, gain, quick, numpy, ms };
});

const wordOf = (log10: number | null): string => verdictOfGain(log10, defaultThresholds);
const ours = (gain: Gain): string => verdictWithin(gain, 0, defaultThresholds);
const errorOf = (gain: Gain, truth: number | null): number => {
  if (gain.value === null || truth === null) return gain.value === truth ? 0 : Infinity;
  return Math.abs(gain.value - truth);
};
const share = (part: number, all: number): string => `${((100 * part) / Math.max(1, all)).toFixed(1)} %`;
const percentile = (values: readonly number[], p: number): string =>
  (values.toSorted((x, y) => x - y)[Math.floor(p * (values.length - 1))] ?? 0).toFixed(1);

function rowOf(name: string, of: readonly Case[]): string[] {
  const precise = of.filter(({ gain }) => /^direct-/.test(gain.method)).length;
  // Truths are doubles themselves: nearer than their last digit cannot be told.
  const floor = (one: Case): number => 2 ** -53 * Math.max(1, Math.abs(one.truth ?? 0));
  const both = ({ gain, quick }: Case): Gain[] => [gain, quick];
  const count = (is: (one: Case) => boolean): number => of.filter(is).length;
  return [
    name,
    String(of.length),
    String(
      count((one) => both(one).some((gain) => !['undetermined', wordOf(one.truth)].includes(ours(gain)))),
    ),
    String(count((one) => both(one).some((gain) => errorOf(gain, one.truth) > gain.errorBound + floor(one)))),
    String(count((one) => both(one).some((gain) => ours(gain) === 'undetermined'))),
    share(
      count((one) => one.gain.errorBound <= 100 * Math.max(errorOf(one.gain, one.truth), floor(one))),
      of.length,
    ),
    share(precise, of.length),
    percentile(of.map(({ ms }) => ms), 0.5), // prettier-ignore
    percentile(of.map(({ ms }) => ms), 0.95), // prettier-ignore
    String(count((one) => wordOf(one.numpy) !== wordOf(one.truth))),
  ];
}

const head = [
  'family',
  'matrices',
  'wrong words',
  'bounds broken',
  'undetermined',
  'bound within 2 decades',
  'more digits',
  'median ms',
  'p95 ms',
  'numpy wrong',
];
const rows = families.map((family) => rowOf(family, cases.filter((one) => one.family === family))); // prettier-ignore
const body = [
  machine([`kernels: ${kernels().name}`]),
  'Gains of matrices of order 2 to 64 over 20, 100 or 250 steps, scaled so that the true gain lies beside a threshold, against balls of 320 bits and more (`truth.py`), which mpmath checks on the small ones. Words and bounds are counted wrong where either the printed gain or that of a first verdict is; the other columns are of the printed one, with its whole curve.',
  table(head, [...rows, rowOf('all', cases)]),
].join('\n\n');
console.log(body);
writeChapter(join('test', 'bench', 'results.md'), 'Accuracy', body);
