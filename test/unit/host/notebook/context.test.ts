import assert from 'node:assert/strict';
import { earlierCells } from '../../../../src/host/notebook/context';

const cells = (...texts: readonly (readonly [languageId: string, text: string])[]) =>
  texts.map(([languageId, text], index) => ({ index, document: { languageId, getText: () => text } }));

describe('The cells before a cell', () => {
  it('are those of its language, in their order', () => {
    const all = cells(['python', 'T = 5'], ['markdown', '# T = 9'], ['python', 'n = 2'], ['python', 'W = 1']);
    assert.deepEqual(earlierCells(all[3]!, all), ['T = 5', 'n = 2']);
    assert.deepEqual(earlierCells(all[0]!, all), []);
    assert.deepEqual(earlierCells(all[2]!, [...all].reverse()), ['T = 5']);
  });

  it('are left out where they are far and long', () => {
    const all = cells(['python', 'x'.repeat(199_999)], ['python', 'T = 5'], ['python', 'W = 1']);
    assert.deepEqual(earlierCells(all[2]!, all), ['T = 5']);
  });
});
