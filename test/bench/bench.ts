// `npm run bench`: our kernels beside numpy and JavaScript libraries on the same matrices, in one run.
// `--quick` stops at n = 256 and writes nothing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { kinds, matrixOf, type Kind } from './matrices';
import { Numpy, type Work } from './numpy';
import {
  cells,
  exponentTable,
  goalTable,
  headings,
  machine,
  nodeChapter,
  table,
  writeChapter,
  type Row,
} from './report';
import { installedRivals, type Rival } from './rivals';
import { measure, type Timing } from './timing';
import { kernelsName, perform, relativeError } from './works';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const orders = options.quick ? [16, 64, 256] : [16, 64, 256, 500, 512, 1024];
const steps = 100;
const works: readonly Work[] = [
  'product',
  'sigma_max',
  'singular values',
  'eigenvalues',
  'spectral radius',
  'growth',
  'verdict',
];

/** The article's loop takes minutes on a large matrix: one kind is enough to compare, and so for the rivals. */
function isCompared(work: Work, kind: Kind, n: number): boolean {
  return kind === 'Gaussian' || n < 500 || (work !== 'growth' && n < 1024);
}

function timeRival(rival: Rival, work: Work, kind: Kind, n: number): Timing | null | undefined {
  if (kind !== 'Gaussian' && n >= 256) return undefined;
  const run = rival.prepare(work, matrixOf(kind, n));
  if (!run) return undefined;
  try {
    return measure(run);
  } catch {
    return null;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-bench-'));
async function main(): Promise<void> {
  const numpy = await Numpy.start(folder);
  const rivals = await installedRivals();
  const names = rivals.map(({ name }) => name);
  const rows: Row[] = [];
  console.log(headings(names).join('\t'));
  for (const n of orders) {
    for (const kind of kinds) {
      const a = matrixOf(kind, n);
      const input = join(folder, 'matrix.f64');
      writeFileSync(input, a.data);
      for (const work of works) {
        if (!isCompared(work, kind, n)) continue;
        const theirs = await numpy?.run(work, input, n, steps);
        const ours = measure(() => perform(work, a, steps));
        const error = theirs ? relativeError(work, perform(work, a, steps), theirs.result) : null;
        const timings = rivals.map((rival) => [rival.name, timeRival(rival, work, kind, n)] as const);
        const known = timings.filter((pair): pair is [string, Timing | null] => pair[1] !== undefined);
        const row: Row = { work, kind, n, ours, numpy: theirs ?? null, error, rivals: new Map(known) };
        rows.push(row);
        console.log(cells(row, names).join('\t'));
      }
    }
  }
  numpy?.end();
  const versions = [
    `kernels: ${kernelsName}`,
    `numpy ${numpy?.version ?? 'absent'}`,
    ...rivals.map(({ name, version }) => `${name} ${version}`),
  ];
  const body = [
    machine(versions),
    '### Goals (Gaussian matrices)',
    goalTable(rows),
    '### How cost grows, n = 256 … 1024',
    exponentTable(rows),
    '### All rows',
    table(
      headings(names),
      rows.map((row) => cells(row, names)),
    ),
  ].join('\n\n');
  console.log(`\n${body}`);
  if (!options.quick) writeChapter(join('test', 'bench', 'results.md'), nodeChapter, body);
}

main()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => {
    rmSync(folder, { recursive: true, force: true });
  });
