import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cyclesIn, importsOf, sourcesIn } from './imports';

describe('imports of the sources', () => {
  it('tells what is loaded from types and from what is loaded on demand', () => {
    const root = mkdtempSync(join(tmpdir(), 'imports-'));
    try {
      const text = `import yaml from 'yaml';
        import type { A } from './types'; import './effect'; export { b } from './again';
        export const c = () => import('./demand'); export type D = A;`;
      for (const name of ['types', 'effect', 'again', 'demand']) writeFileSync(join(root, `${name}.ts`), '');
      writeFileSync(join(root, 'source.ts'), text);
      assert.equal(sourcesIn(root, ['.']).length, 5);
      const { files, loaded, packages } = importsOf(root, 'source.ts');
      assert.deepEqual([...files].sort(), ['again.ts', 'demand.ts', 'effect.ts', 'types.ts']);
      assert.deepEqual(loaded, ['effect.ts', 'again.ts']);
      assert.deepEqual(packages, ['yaml']);
      rmSync(join(root, 'types.ts'));
      assert.throws(() => importsOf(root, 'source.ts'), /source\.ts imports \.\/types, which is no file/);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });

  it('finds every cycle, and no other path', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', ['e', 'f']],
      ['e', ['d']],
      ['f', []],
    ]);
    assert.deepEqual(
      cyclesIn(graph).map((cycle) => cycle.sort()),
      [
        ['d', 'e'],
        ['a', 'b', 'c'],
      ],
    );
  });
});
