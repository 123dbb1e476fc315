import { assertFound, assertSilent } from './found';

const w = [
  [2, 0],
  [0, 0.5],
];

describe('A list that someone computes with', () => {
  for (const beside of [
    'M ** 2',
    'M * 0.5',
    'M @ x',
    'M + 1',
    'M[0]',
    'M.T',
    'M / 2',
    'M % 2',
    '3 * M',
    'x @ M',
    'A - M',
  ]) {
    const source = beside.replace('M', '[[2, 0], [0, 0.5]]');
    it(`is left alone in ${beside}`, () => {
      if (beside.startsWith('M')) assertSilent(`a: 1\nW: ${source}\n`, 'yaml');
      assertSilent(`W = ${source}\n`, 'toml');
      assertSilent(`{"W": ${source}}`, 'json');
      assertSilent(`{"W": ${source}}\n`, 'jsonl');
      assertSilent(`W = ${source}\n`, 'plaintext');
      assertSilent(`>>> W = ${source.replace(/(\[\[.*\]\])/, 'np.array($1)')}\n`, 'plaintext');
    });
  }

  it('is found where nothing stands beside it', () => {
    const list = '[[2, 0], [0, 0.5]]';
    assertFound(`W: ${list} # - 1\nb:\n  - 3`, 'yaml', [['W', list, w]]);
    assertFound(`W: !!python/tuple ${list}\n`, 'yaml', [['W', list, w]]);
    assertFound(`W: &w ${list}\nV: *w\n`, 'yaml', [['W', list, w]]);
    assertFound(`{"W": ${list} // 2\n}`, 'jsonc', [['W', list, w]]);
    assertFound(`The matrix W = ${list}. It is small -- very.\n- ${list}\n`, 'plaintext', [
      ['W', list, w],
      ['matrix', list, w],
    ]);
  });

  it('is left alone under the tag of a constructor that is not known', () => {
    assertSilent('W: !power [[2, 0], [0, 0.5]]\n', 'yaml');
    assertSilent('W: !!python/object/apply:numpy.linalg.inv [[2, 0], [0, 0.5]]\n', 'yaml');
  });
});
