// The text cases: what the command line says of each, held against what is right.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNamed } from '../../corpus/corpus';
import { run } from './run';

/** What a finding must be; a list holds the values that will do. */
interface Expected {
  readonly name?: string;
  readonly line?: number | readonly [number, number];
  readonly in?: string;
  readonly inCell?: number;
  readonly optional?: boolean;
  readonly has?: readonly string[];
  readonly spectralRadius?: readonly [number, number] | readonly (readonly [number, number])[];
  readonly log10Gain?: readonly [number, number];
  readonly sequenceLength?: number;
  readonly [field: string]: unknown;
}
interface Case {
  readonly file: string;
  readonly args?: readonly string[];
  readonly expect: {
    readonly quiet?: boolean;
    readonly find?: readonly Expected[];
    readonly notFind?: readonly string[];
    readonly training?: readonly (number | readonly [number, number])[];
    readonly allow?: readonly (readonly [number, number])[];
    readonly exit?: number;
    readonly message?: string;
  };
}
interface Found {
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  readonly verdict: string | null;
  readonly evidence: readonly unknown[];
  readonly location: { readonly line: number; readonly cell?: number } | null;
  readonly predicted?: Readonly<Record<string, number>> | null;
  readonly [field: string]: unknown;
}

const folder = 'test/cases/text';
const cases = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as readonly Case[];
/** What cannot be said yet: cells of texts, families of configs, driven cells. */
const open = new Set<string>([]);

function isWithin(
  line: number | undefined,
  wanted: number | readonly [number, number],
  slack: number,
): boolean {
  const [from, to] = typeof wanted === 'number' ? [wanted, wanted] : wanted;
  return line !== undefined && line >= from - slack && line <= to + slack;
}

const isAmong = (value: unknown, accepted: unknown): boolean =>
  Array.isArray(accepted) ? accepted.includes(value) : value === accepted;

function figure(found: Found, field: string): number | undefined {
  const value = found[field] ?? found.predicted?.[field];
  return typeof value === 'number' ? value : undefined;
}

function isNear(
  value: number | undefined,
  [wanted, tolerance]: readonly [number, number],
  relative: boolean,
): boolean {
  if (value === undefined) return false;
  return Math.abs(value - wanted) <= (relative && wanted !== 0 ? Math.abs(wanted) * tolerance : tolerance);
}

/** Whether a finding stands where it is expected: by line or by name, whichever is given; with both, either will do. */
function isThere(found: Found, { name, line, in: file, inCell }: Expected): boolean {
  if (file !== undefined && !found.file.endsWith(file)) return false;
  if (inCell !== undefined && found.location?.cell !== inCell) return false;
  const named = name !== undefined && isNamed(found.name, name);
  return named || (line !== undefined && isWithin(found.location?.line, line, 1));
}

/** What is wrong with a finding; empty where it fits. */
function faults(found: Found, expected: Expected): string[] {
  const wrong: string[] = [];
  const plain = ['kind', 'cell', 'role', 'activation', 'hiddenSize', 'layers', 'severity', 'verdict'];
  for (const field of plain) {
    if (field in expected && !isAmong(found[field], expected[field])) {
      wrong.push(`${field} is ${String(found[field])}, not ${JSON.stringify(expected[field])}`);
    }
  }
  const { spectralRadius, log10Gain, sequenceLength, has = [] } = expected;
  if (spectralRadius) {
    const pairs = (Array.isArray(spectralRadius[0]) ? spectralRadius : [spectralRadius]) as [
      number,
      number,
    ][];
    const value = figure(found, 'spectralRadius');
    if (!pairs.some((pair) => isNear(value, pair, true)))
      wrong.push(`ρ is ${value}, not ${JSON.stringify(pairs)}`);
  }
  if (log10Gain) {
    const value = figure(found, 'log10Gain');
    if (!isNear(value, log10Gain, false)) wrong.push(`log10Gain is ${value}, not ${log10Gain.join(' ± ')}`);
  }
  const stated = found['sequenceLength'] === sequenceLength || found['steps'] === sequenceLength;
  if (sequenceLength !== undefined && !stated)
    wrong.push(`the length is ${String(found['steps'])}, not ${sequenceLength}`);
  for (const field of has) if (!(field in found)) wrong.push(`${field} is missing`);
  if (found.verdict !== null && found.evidence.length === 0) wrong.push('a verdict without evidence');
  return wrong;
}

async function findings(path: string, args: readonly string[]): Promise<Found[]> {
  const { stdout } = await run('analyze', path, '--json', ...args);
  const { files } = JSON.parse(stdout) as { files: { file: string; findings: Omit<Found, 'file'>[] }[] };
  return files.flatMap(({ file, findings: found }) => found.map((item) => ({ ...item, file }) as Found));
}

describe('the text cases', () => {
  for (const { file, args = [], expect } of cases) {
    const test = open.has(file) ? it.skip : it;
    test([file, ...args].join(' '), async () => {
      const { quiet = false, find = [], notFind = [], training, allow = [], exit, message } = expect;
      const path = join(folder, file);
      const all = await findings(path, args);
      const rest = [...all];
      for (const expected of find) {
        const there = rest.filter((found) => isThere(found, expected));
        const fit = there.find((found) => faults(found, expected).length === 0);
        if (fit) rest.splice(rest.indexOf(fit), 1);
        else {
          const loud = there.filter(({ verdict }) => verdict !== null);
          const missing = expected.optional === true && loud.length === 0;
          const seen = there.map((found) => `${found.name}: ${faults(found, expected).join(', ')}`);
          assert.ok(missing, `${JSON.stringify(expected)}: ${seen.join('; ') || 'nothing is there'}`);
        }
      }
      for (const name of notFind) {
        const loud = all.filter((found) => isNamed(found.name, name) && found.verdict !== null);
        assert.deepEqual(loud, []);
      }
      if (quiet)
        assert.deepEqual(
          all.filter(({ kind, verdict }) => verdict !== null || kind === 'training'),
          [],
        );
      if (training) {
        const notes = all.filter(({ kind }) => kind === 'training').map(({ location }) => location?.line);
        for (const line of training)
          assert.ok(
            notes.some((at) => isWithin(at, line, 2)),
            `line ${String(line)}`,
          );
        const odd = notes.filter((at) => ![...training, ...allow].some((line) => isWithin(at, line, 2)));
        assert.deepEqual(odd, []);
      }
      if (quiet || message !== undefined || exit !== undefined) {
        const { stdout, stderr, status } = await run('analyze', path, '--format', 'lines', ...args);
        if (quiet) assert.doesNotMatch(stdout, /: warning:/);
        if (message !== undefined) assert.match(stdout + stderr, new RegExp(message));
        if (exit !== undefined) assert.equal(status, exit);
      }
    });
  }
});

describe('a cell in a text', () => {
  it('stands in the place of its tensors, also when everything is asked for, and in every format', async () => {
    const path = join(folder, 'recall/r20_lstm_weights.json');
    const [only, ...more] = await findings(path, ['--all']);
    assert.deepEqual(more, []);
    const { kind, cell, role, name, location, evidence } = only!;
    assert.deepEqual([kind, cell, role, name, location?.line], ['cell', 'lstm', 'recurrent', 'rec', 4]);
    assert.deepEqual(
      evidence.map((item) => (item as { readonly kind: string }).kind),
      ['name', 'siblings'],
    );
    const { stdout } = await run('analyze', path);
    assert.match(stdout, /^ {2}4 {2}rec {2}LSTM layer 0 \(pytorch\), H = 2 {2}/m);
    assert.doesNotMatch(stdout, /has no powers|at most σ_max/);
    const markdown = (await run('analyze', path, '--format', 'markdown')).stdout;
    assert.match(markdown, /rec/);
  });
});
