import assert from 'node:assert/strict';
import { pageOf } from '../../../../src/analysis/checkpoint/pages';

describe('pages of a long list', () => {
  it('stay under a megabyte and lose nothing', () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => ({ name: `model.layers.${i}.weight`, bytes: i }));
    const all: unknown[] = [];
    let pages = 0;
    for (let from: number | null = 0; from !== null; pages++) {
      const page: ReturnType<typeof pageOf> = pageOf(rows, from);
      assert.ok(JSON.stringify(page).length < 2 ** 20);
      all.push(...page.rows);
      from = page.next;
    }
    assert.deepEqual(all, rows);
    assert.ok(pages > 1);
  });

  it('let a single huge row through', () => {
    const rows = ['x'.repeat(2 ** 20), 'y'];
    assert.deepEqual(pageOf(rows, 0), { rows: [rows[0]], next: 1 });
    assert.deepEqual(pageOf(rows, 1), { rows: ['y'], next: null });
  });
});
