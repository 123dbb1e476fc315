// The two corpora: nothing recurs in one, something in every file of the other.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isNamed, judgeFile } from './judged';

interface Expectation {
  readonly name: string;
  readonly line: number;
  readonly role: string;
  readonly evidence: readonly string[];
  /** `code`: a model or a random start in source, which is no matrix that is written out. */
  readonly kind?: 'code';
}
interface Entry {
  readonly file: string;
  readonly find: readonly Expectation[];
  readonly notFind?: readonly string[];
}

// Bundled to out/unit/detect/evidence/corpus.test.js.
const root = resolve(__dirname, '..', '..', '..', '..', 'test', 'corpus');
const { quiet, recurrent } = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')) as {
  readonly quiet: readonly { readonly file: string }[];
  readonly recurrent: readonly Entry[];
};

describe('the corpora', () => {
  it('are large enough to say something', () => {
    assert.ok(quiet.length >= 150 && recurrent.length >= 120, `${quiet.length}, ${recurrent.length}`);
  });

  for (const { file } of quiet) {
    it(`${file} stays quiet`, () => {
      const judged = judgeFile(join(root, file))!.filter(({ decision }) => decision.judged);
      assert.deepEqual(
        judged.map(({ name, line, witness }) => ({ name, line, evidence: witness.evidence })),
        [],
      );
    });
  }

  for (const { file, find, notFind } of recurrent) {
    it(`${file} recurs`, () => {
      const found = judgeFile(join(root, file))!;
      for (const expected of find.filter(({ kind }) => kind !== 'code')) {
        const match = found.find(({ name, line }) => line === expected.line && isNamed(name, expected.name));
        assert.ok(
          match,
          `${expected.name} in line ${expected.line}: ${JSON.stringify(found.map(({ name, line }) => [name, line]))}`,
        );
        const { decision, witness } = match;
        assert.equal(decision.role, expected.role, JSON.stringify(witness));
        assert.ok(decision.judged, JSON.stringify(witness));
        const kinds = new Set<string>(decision.evidence.map(({ kind }) => kind));
        for (const kind of expected.evidence) assert.ok(kinds.has(kind), `${kind} in ${[...kinds].join()}`);
      }
      for (const name of notFind ?? []) {
        for (const item of found.filter((other) => isNamed(other.name, name))) {
          assert.ok(!item.decision.judged, `${name}: ${JSON.stringify(item.witness.evidence)}`);
        }
      }
    });
  }
});
