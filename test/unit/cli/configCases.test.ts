// The config cases: what the command line says of each, held against what is right.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run';

/** What a finding must be; a list holds the values that will do. */
interface Expected {
  readonly initializer?: string;
  readonly log10Gain?: readonly [low: number, high: number];
  readonly [field: string]: unknown;
}
interface Case {
  readonly file: string;
  readonly expect: {
    readonly quiet?: boolean;
    readonly find?: readonly Expected[];
    readonly more?: boolean;
    readonly onlyCells?: readonly string[];
    readonly mustSay?: string;
    readonly mustNotSay?: string;
  };
}
interface Found {
  readonly cell?: string | null;
  readonly verdict: string | null;
  readonly severity: string;
  readonly initializer?: string;
  readonly evidence: readonly unknown[];
  readonly predicted?: { readonly log10Gain: number } | null;
  readonly range?: { readonly low: number; readonly high: number } | null;
  readonly [field: string]: unknown;
}

const folder = 'test/cases/configs';
const cases = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as readonly Case[];

function faults(found: Found, { initializer, log10Gain, ...plain }: Expected): string[] {
  const wrong = Object.entries(plain)
    .filter(([field, value]) => !(Array.isArray(value) ? value : [value]).includes(found[field]))
    .map(([field, value]) => `${field} is ${String(found[field])}, not ${JSON.stringify(value)}`);
  if (initializer !== undefined && !new RegExp(initializer).test(found.initializer ?? '')) {
    wrong.push(`the initializer is ${found.initializer}`);
  }
  if (log10Gain) {
    const [low, high] = log10Gain;
    const gain = found.predicted?.log10Gain ?? NaN;
    const range = found.range ?? { low: gain, high: gain };
    if (!(range.low >= low && range.high <= high)) wrong.push(`log10Gain is ${JSON.stringify(range)}`);
  }
  if (found.verdict !== null && found.evidence.length === 0) wrong.push('a verdict without evidence');
  return wrong;
}

describe('the config cases', () => {
  for (const { file, expect } of cases) {
    it(file, async () => {
      const { quiet = false, find = [], more = false, onlyCells, mustSay, mustNotSay } = expect;
      const path = join(folder, file);
      const json = (await run('analyze', path, '--json')).stdout;
      const [report] = (JSON.parse(json) as { files: { findings: Found[]; errors: unknown[] }[] }).files;
      const { findings = [], errors = [] } = report ?? {};
      assert.deepEqual(errors, []);
      const rest = [...findings];
      for (const expected of find) {
        const fit = rest.findIndex((found) => faults(found, expected).length === 0);
        const seen = rest.map((found) => `${found.cell}: ${faults(found, expected).join(', ')}`);
        assert.notEqual(fit, -1, seen.join('; ') || 'nothing is there');
        rest.splice(fit, 1);
      }
      const cells = rest.filter(({ cell }) => typeof cell === 'string');
      if (!more) assert.deepEqual(cells, []);
      if (onlyCells) assert.ok(cells.every(({ cell }) => onlyCells.includes(cell ?? '')));
      if (quiet)
        assert.ok(findings.every(({ verdict, severity }) => verdict === null && severity === 'none'));
      const lines = (await run('analyze', path, '--format', 'lines')).stdout;
      const told = [json, lines, (await run('analyze', path)).stdout].join('\n');
      if (mustSay !== undefined) assert.match(told, new RegExp(mustSay));
      if (mustNotSay !== undefined) assert.doesNotMatch(told, new RegExp(mustNotSay));
      // The command line's graver words are for what the editor warns of.
      const warned = findings.some(({ severity }) => severity === 'warning');
      assert.equal(/: warning:/.test(lines), warned);
    });
  }
});
