// The text cases: what stands in them as a literal, by role. Models and random starts are read elsewhere.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isNamed, judgeFile } from './judged';

interface Expected {
  readonly name?: string;
  readonly line?: number | readonly [number, number];
  readonly kind?: string;
  readonly role?: string | readonly string[];
  readonly optional?: boolean;
  readonly in?: string;
  readonly inCell?: number;
}
interface Case {
  readonly file: string;
  readonly args?: readonly string[];
  readonly expect: {
    readonly quiet?: boolean;
    readonly find?: readonly Expected[];
    readonly notFind?: readonly string[];
  };
}

// Bundled to out/unit/detect/evidence/cases.test.js.
const root = resolve(__dirname, '..', '..', '..', '..', 'test', 'cases', 'text');
const cases = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')) as readonly Case[];
/** Literals that are found by the recurrent place of a layer, not by their own line and name. */
const throughLayers = new Set(['recall/r10_irnn.py', 'recall/r35_set_weight.py']);

function within(line: number, wanted: Expected['line']): boolean {
  if (wanted === undefined) return true;
  const [from, to] = typeof wanted === 'number' ? [wanted, wanted] : wanted;
  return line >= from - 1 && line <= to + 1;
}

function judgedIn(file: string) {
  const path = join(root, file);
  const files = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path];
  return files.flatMap((name) => judgeFile(name) ?? []);
}

describe('the text cases', () => {
  it('are all there', () => {
    assert.deepEqual(
      cases.map(({ file }) => file).filter((file) => !existsSync(join(root, file))),
      [],
    );
  });

  for (const { file, args, expect } of cases) {
    const { quiet, find = [], notFind = [] } = expect;
    if (quiet === true) {
      it(`${file} stays quiet`, () => {
        const loud = judgedIn(file).filter(({ decision }) => decision.judged);
        assert.deepEqual(
          loud.map(({ name, witness }) => [name, witness.evidence]),
          [],
        );
      });
    }
    for (const name of notFind) {
      it(`${file} says nothing of ${name}`, () => {
        const loud = judgedIn(file).filter((item) => item.decision.judged && isNamed(item.name, name));
        assert.deepEqual(loud, []);
      });
    }
    const literals = find.filter(
      ({ kind, role, optional, inCell }) =>
        kind === undefined && role === 'recurrent' && optional !== true && inCell === undefined,
    );
    for (const expected of args ? [] : literals) {
      const { name = '', line } = expected;
      it(`${file} finds ${name}`, () => {
        const found = judgedIn(file).filter(({ decision }) => decision.judged);
        const match = found.find(
          (item) => within(item.line, line) && (throughLayers.has(file) || isNamed(item.name, name)),
        );
        assert.ok(match, JSON.stringify(judgedIn(file)));
        assert.ok(match.decision.evidence.length > 0);
      });
    }
  }

  it('follow a matrix that is rescaled, and a leaky step', () => {
    const [rescaled] = judgedIn('bugs/b02_inplace.py');
    assert.deepEqual(
      rescaled!.witness.changes.map(({ kind }) => kind),
      ['scale', 'spectral-radius'],
    );
    const [leaky] = judgedIn('recall/r25_leaky.py');
    const feedback = leaky!.decision.evidence.find(({ kind }) => kind === 'feedback');
    assert.ok(feedback?.kind === 'feedback' && feedback.leak);
    assert.ok(Math.abs(feedback.leak.keep - 0.9) < 1e-12 && Math.abs(feedback.leak.gain - 0.1) < 1e-12);
    assert.equal(feedback.steps?.value, 100);
    assert.equal(feedback.activation, 'np.tanh');
  });
});
