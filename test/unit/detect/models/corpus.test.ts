import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { DetectableLanguage } from '../../../../src/detect/candidate';
import { corpus } from '../../../corpus/corpus';
import { models } from './read';

const languages: Readonly<Record<string, DetectableLanguage>> = {
  '.py': 'python',
  '.jl': 'julia',
  '.m': 'matlab',
};
const read = (file: string) =>
  models(readFileSync(join('test', 'corpus', file), 'utf8'), languages[extname(file)]);

describe('models in the corpora', () => {
  for (const { file, find } of corpus.recurrent) {
    const expected = find.filter(({ kind }) => kind === 'code');
    if (expected.length === 0) continue;
    it(file, () => {
      const text = readFileSync(join('test', 'corpus', file), 'utf8');
      const lines = read(file).map(({ anchor }) => text.slice(0, anchor.start).split('\n').length);
      for (const { line } of expected) {
        // A model in a list of layers stands below the line that the list begins at.
        assert.ok(
          lines.some((found) => found >= line && found <= line + 2),
          `${line} is not among ${lines.join(', ')}`,
        );
      }
    });
  }

  it('finds nothing where nothing recurs', () => {
    for (const { file } of corpus.quiet) {
      if (!(extname(file) in languages)) continue;
      assert.deepEqual(
        read(file).map(({ name }) => name),
        [],
        file,
      );
    }
  });
});
