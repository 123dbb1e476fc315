import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConfigFields } from '../../../../src/core/config/recurrentConfig';
import type { DetectableLanguage } from '../../../../src/detect/candidate';
import { models, valuesOf } from './read';

/** Scripts as people write them, each below a line `=== language | title` and what is to be read from it as JSON. */
const kinds = readFileSync(join('test', 'fixtures', 'models', 'kinds.txt'), 'utf8')
  .split(/^=== /m)
  .slice(1);

describe('kinds of models in source code', () => {
  for (const kind of kinds) {
    const [, language = '', title = '', expected = '', text = ''] =
      /^(\w+) \| (.*)\n(.*)\n([\s\S]*)$/.exec(kind) ?? [];
    it(title, () => {
      const found = JSON.parse(expected) as Partial<ConfigFields>[];
      const read = models(text, language as DetectableLanguage).map(valuesOf);
      const asked = read.map((values, i) =>
        Object.fromEntries(
          Object.keys(found[i] ?? values).map((key) => [key, values[key as keyof ConfigFields]]),
        ),
      );
      assert.deepEqual(asked, found);
    });
  }

  it('says which cells are left open, and predicts the first', () => {
    const open = (text: string) =>
      models(`from torch import nn\n${text}`).map(({ fields, code }) => [fields.cell?.value, code?.others]);
    const table = 'def build(cell, h=64):\n    return {"lstm": nn.LSTM, "gru": nn.GRU}[cell](8, h)\n';
    assert.deepEqual(open(table), [['lstm', ['gru']]]);
    const condition =
      'def build(kind):\n    if kind in ["GRU", "LSTM"]:\n        return getattr(nn, kind)(8, 64)\n';
    assert.deepEqual(open(condition), [['gru', ['lstm']]]);
    const branches = 'if kind == 1:\n    cell = nn.LSTM\nelse:\n    cell = nn.GRU\nrnn = cell(8, 64)\n';
    assert.deepEqual(open(branches), [['lstm', ['gru']]]);
    assert.deepEqual(open('rnn = nn.LSTM(8, 64)\n'), [['lstm', undefined]]);
  });
});
