import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import manifest from '../../fixtures/logs/cases/manifest.json';
import { run } from './run';

type Close = readonly [value: number, tolerance: number];

interface ExpectedSeries {
  readonly name: string;
  readonly kind?: string | readonly string[];
  readonly count?: number | readonly number[];
  readonly nonFinite?: number | readonly number[];
  readonly p50?: Close;
  readonly spikes?: readonly [least: number, most: number];
}

interface Expected {
  readonly series?: readonly ExpectedSeries[];
  readonly noSeries?: readonly (string | { readonly name: string; readonly unless: string })[];
  readonly noTotal?: boolean;
  readonly verdict?: readonly (string | null)[];
  readonly stepFrom?: string;
  readonly since?: readonly [step: number, tolerance: number];
  readonly recommendation?: { readonly between: readonly [number, number]; readonly orNull?: boolean } | null;
  readonly mustSay?: string;
  readonly mustNotSay?: string;
  readonly orError?: string;
}

interface Case {
  readonly file: string;
  readonly unpack?: boolean;
  readonly expect: Expected;
}

interface Told {
  readonly name: string;
  readonly kind: string;
  readonly count: number;
  readonly nonFinite: number;
  readonly spikes: number;
  readonly percentiles: { readonly p50: number | null };
}

interface Output {
  readonly error?: string;
  readonly series: readonly Told[];
  readonly total: { readonly derived: boolean } | null;
  readonly verdict: string | null;
  readonly stepFrom: string;
  readonly since: number | null;
  readonly recommendation: { readonly threshold: number } | null;
  readonly recommendationWithheld: string | null;
}

const folder = 'test/fixtures/logs/cases';

const among = (
  actual: string | number,
  allowed: string | number | readonly (string | number)[] | undefined,
): boolean => allowed === undefined || [allowed].flat().includes(actual);

function meets(told: Told, expected: ExpectedSeries): boolean {
  const [p50, tolerance] = expected.p50 ?? [told.percentiles.p50 ?? 0, 1];
  const [least, most] = expected.spikes ?? [0, Infinity];
  return (
    new RegExp(expected.name, 'i').test(told.name) &&
    among(told.kind, expected.kind) &&
    among(told.count, expected.count) &&
    among(told.nonFinite, expected.nonFinite) &&
    Math.abs((told.percentiles.p50 ?? NaN) - p50) <= tolerance * Math.abs(p50) &&
    told.spikes >= least &&
    told.spikes <= most
  );
}

function check(output: Output, texts: string, expected: Expected): void {
  const { series, noSeries, noTotal, verdict, stepFrom, since, recommendation, mustSay, mustNotSay } =
    expected;
  const left = [...output.series];
  for (const wanted of series ?? []) {
    const at = left.findIndex((told) => meets(told, wanted));
    assert.notEqual(
      at,
      -1,
      `${JSON.stringify(wanted)} is not among ${JSON.stringify(output.series, null, 1)}`,
    );
    left.splice(at, 1);
  }
  for (const unwanted of noSeries ?? []) {
    const { name, unless } = typeof unwanted === 'string' ? { name: unwanted, unless: '' } : unwanted;
    const found = output.series.find((told) => new RegExp(name, 'i').test(told.name) && told.kind !== unless);
    assert.equal(found, undefined, name);
  }
  if (noTotal) assert.notEqual(output.total?.derived, true);
  if (verdict) assert.ok(verdict.includes(output.verdict), `verdict ${output.verdict}`);
  if (stepFrom) assert.equal(output.stepFrom, stepFrom);
  if (since) assert.ok(Math.abs((output.since ?? NaN) - since[0]) <= since[1], `since ${output.since}`);
  if (recommendation === null) {
    assert.equal(output.recommendation, null);
    assert.ok((output.recommendationWithheld ?? '').length > 10);
  } else if (recommendation && !(recommendation.orNull && output.recommendation === null)) {
    const threshold = output.recommendation?.threshold ?? NaN;
    const [low, high] = recommendation.between;
    assert.ok(threshold >= low && threshold <= high, `threshold ${threshold}`);
  }
  if (mustSay) assert.match(texts, new RegExp(mustSay));
  if (mustNotSay) assert.doesNotMatch(texts, new RegExp(mustNotSay));
}

describe('training logs that were read wrongly', () => {
  const unpacked = mkdtempSync(join(tmpdir(), 'gradient-lens-cases-'));
  after(() => {
    rmSync(unpacked, { recursive: true });
  });

  for (const { file, unpack, expect } of manifest as unknown as readonly Case[]) {
    it(file, async () => {
      let path = `${folder}/${file}`;
      if (unpack) {
        const packed = readFileSync(path);
        path = join(unpacked, file.replace(/\.gz$/, ''));
        writeFileSync(path, gunzipSync(packed));
      }
      const json = await run('monitor', '--json', path);
      const output = JSON.parse(json.stdout) as Output;
      if (expect.orError && json.status === 2 && new RegExp(expect.orError).test(output.error ?? '')) return;
      const table = await run('monitor', path);
      check(output, `${json.stdout}\n${table.stdout}\n${table.stderr}`, expect);
    });
  }
});
