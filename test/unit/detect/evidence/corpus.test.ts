// The two corpora, as the command line reads them: nothing recurs in one, something in every file of the other.
import assert from 'node:assert/strict';
import { corpus, findIn, isLoud, isNamed, reportOf } from '../../../corpus/corpus';

const { quiet, recurrent } = corpus;

describe('the corpora', () => {
  it('are large enough to say something', () => {
    assert.ok(quiet.length >= 150 && recurrent.length >= 120, `${quiet.length}, ${recurrent.length}`);
  });

  for (const { file } of quiet) {
    it(`${file} stays quiet`, async () => {
      const { findings } = await reportOf(file);
      assert.deepEqual(
        findings.filter(isLoud).map(({ name, location, evidence }) => [name, location, evidence]),
        [],
      );
    });
  }

  for (const { file, find, notFind } of recurrent) {
    it(`${file} recurs`, async () => {
      const { findings } = await reportOf(file);
      for (const expected of find) {
        const found = findIn(findings, expected);
        const there = findings.map(({ name, location }) => [name, location.line]);
        assert.ok(found, `${expected.name} in line ${expected.line}: ${JSON.stringify(there)}`);
        assert.equal(found.role, expected.role);
        assert.notEqual(found.verdict, null);
        const kinds = new Set<string>(found.evidence.map(({ kind }) => kind));
        for (const kind of expected.evidence) assert.ok(kinds.has(kind), `${kind} in ${[...kinds].join()}`);
      }
      for (const name of notFind ?? []) {
        const loud = findings.filter((found) => isNamed(found.name, name) && found.verdict !== null);
        assert.deepEqual(loud, []);
      }
    });
  }
});
