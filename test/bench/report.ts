import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Kind } from './matrices';
import type { Work } from './numpy';
import type { Timing } from './timing';

export interface Row {
  readonly work: Work;
  readonly kind: Kind;
  readonly n: number;
  readonly ours: Timing;
  readonly numpy: Timing | null;
  readonly error: number | null;
  /** By the rival's name; `null` where it failed. */
  readonly rivals: ReadonlyMap<string, Timing | null>;
}

const format = (timing: Timing | null | undefined) => {
  if (timing === undefined) return '';
  if (timing === null) return 'fails';
  const text = timing.ms < 10 ? timing.ms.toPrecision(2) : timing.ms.toFixed(0);
  return timing.once ? `${text}¹` : text;
};

export const headings = (rivals: readonly string[]) => [
  'work',
  'matrix',
  'n',
  'ours (ms)',
  'numpy (ms)',
  'ratio',
  'error',
  ...rivals.map((name) => `${name} (ms)`),
];

export function cells(row: Row, rivals: readonly string[]): string[] {
  return [
    row.work,
    row.kind,
    String(row.n),
    format(row.ours),
    row.numpy ? format(row.numpy) : '–',
    row.numpy ? (row.ours.ms / row.numpy.ms).toPrecision(2) : '–',
    row.error === null ? '–' : row.error.toExponential(1),
    ...rivals.map((name) => format(row.rivals.get(name))),
  ];
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

interface Goal {
  readonly work: Work;
  readonly n: number;
  readonly limit: number;
  /** Against numpy, or against the best of the named rivals. */
  readonly against: readonly string[] | null;
}

/** The goals of the issue: our time over theirs. */
const goals: readonly Goal[] = [
  { work: 'verdict', n: 1024, limit: 0.4, against: null },
  { work: 'sigma_max', n: 512, limit: 0.5, against: null },
  { work: 'sigma_max', n: 1024, limit: 0.3, against: null },
  { work: 'growth', n: 64, limit: 0.2, against: null },
  { work: 'growth', n: 256, limit: 0.1, against: null },
  { work: 'growth', n: 512, limit: 0.06, against: null },
  { work: 'singular values', n: 512, limit: 1.5, against: null },
  { work: 'singular values', n: 512, limit: 0.15, against: ['ml-matrix', 'svd-js'] },
  { work: 'eigenvalues', n: 512, limit: 0.8, against: null },
  { work: 'eigenvalues', n: 1024, limit: 1.5, against: null },
  { work: 'eigenvalues', n: 512, limit: 0.1, against: ['ml-matrix'] },
  { work: 'product', n: 512, limit: 1 / 0.35, against: null },
];

/** The goals on the Gaussian matrices, each with what was measured. */
export function goalTable(rows: readonly Row[]): string {
  const lines = goals.flatMap(({ work, n, limit, against }) => {
    const row = rows.find((other) => other.work === work && other.n === n && other.kind === 'Gaussian');
    if (!row) return [];
    const times = against
      ? against.flatMap((name) => row.rivals.get(name)?.ms ?? [])
      : row.numpy
        ? [row.numpy.ms]
        : [];
    if (times.length === 0) return [];
    const ratio = row.ours.ms / Math.min(...times);
    return [
      [
        work,
        String(n),
        against?.join(', ') ?? 'numpy',
        `≤ ${limit.toPrecision(2)}`,
        ratio.toPrecision(2),
        ratio <= limit ? 'reached' : `missed by a factor of ${(ratio / limit).toPrecision(2)}`,
      ],
    ];
  });
  return table(['work', 'n', 'against', 'goal', 'measured', ''], lines);
}

/** How time grows: the exponent p of the least-squares fit t = c·n^p over n ≥ 256, Gaussian. */
export function exponentTable(rows: readonly Row[]): string {
  const works = [...new Set(rows.map(({ work }) => work))];
  const lines = works.flatMap((work) => {
    const points = rows.filter((row) => row.work === work && row.kind === 'Gaussian' && row.n >= 256);
    if (points.length < 2) return [];
    const x = points.map(({ n }) => Math.log(n));
    const y = points.map(({ ours }) => Math.log(ours.ms));
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const mx = mean(x);
    const my = mean(y);
    const slope =
      x.reduce((sum, xi, i) => sum + (xi - mx) * (y[i]! - my), 0) /
      x.reduce((sum, xi) => sum + (xi - mx) ** 2, 0);
    return [[work, slope.toFixed(2)]];
  });
  return table(['work', 'exponent'], lines);
}

/** Machine and versions, without names of hosts or paths. */
export function machine(versions: readonly string[]): string {
  const [first] = cpus();
  const model = first?.model.trim() ?? 'unknown processor';
  return [`${cpus().length} cores, ${model}`, `Node ${process.versions.node}`, ...versions].join(' · ');
}

/** The chapter of the figures that depend on the version of Node. */
export const nodeChapter = `Node ${process.versions.node.split('.')[0]!}`;

/** Replaces a chapter of the results file, or adds it. */
export function writeChapter(file: string, name: string, body: string): void {
  const title =
    '# Bench\n\nWritten by `npm run bench`; medians of at least five runs, ¹ marks a single one. One thread each.\n';
  const old = existsSync(file) ? readFileSync(file, 'utf8') : title;
  const [head = title, ...chapters] = old.split(/^## /m);
  const others = chapters.filter((chapter) => !chapter.startsWith(`${name}\n`));
  const all = [...others.map((chapter) => chapter.trimEnd()), `${name}\n\n${body.trimEnd()}`].sort();
  writeFileSync(file, `${head.trimEnd()}\n\n${all.map((chapter) => `## ${chapter}\n`).join('\n')}`);
}
