import assert from 'node:assert/strict';
import { assertFound, assertSilent, detection, problems } from './found';

const w = [
  [1.5, 0],
  [0, 0.5],
];
const source = '[[1.5, 0], [0, 5e-1]]';

describe('JSON', () => {
  const named: readonly (readonly [text: string, name: string])[] = [
    ['M', 'matrix'],
    ['{"W": M}', 'W'],
    ['{"rnn": {"weight_hh_l0": M}}', 'rnn.weight_hh_l0'],
    ['{"rnn.weight_hh_l0": M}', 'rnn.weight_hh_l0'],
    ['{"layers": [{"b": [1, 2], "W": M}]}', 'layers[0].W'],
    ['[{"W": 1}, {"W": M}]', '[1].W'],
    ['{"a": {"b": "c", "d": null, "e": true}, "W": M}', 'W'],
    ['{"a\\u00e9": M}', 'aé'],
    ['{"a": "x", "W": M', 'W'],
    ['\uFEFF{"😀": "😀", "W":\r\n M}', 'W'],
  ];
  for (const [text, name] of named) {
    it(`is called ${name} in ${JSON.stringify(text)}`, () => {
      assertFound(text.replace('M', source), 'json', [[name, source, w]]);
    });
  }

  it('reads comments and trailing commas', () => {
    const commented = '[[1.5, 0], // [9, 9]\n /* [8] */ [0, 0.5],]';
    assertFound(`{"W": ${commented}}`, 'jsonc', [['W', commented, w]]);
  });

  it('reads matrices that are not square, and the slices of stacks that are', () => {
    assertFound('{"U": [[1, 2, 3], [4, 5, 6]]}', 'json', [
      [
        'U',
        '[[1, 2, 3], [4, 5, 6]]',
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ],
    ]);
    assertFound('{"Ws": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]}', 'json', [
      [
        'Ws[0]',
        '[[1, 2], [3, 4]]',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        'Ws[1]',
        '[[5, 6], [7, 8]]',
        [
          [5, 6],
          [7, 8],
        ],
      ],
    ]);
  });

  const silent = [
    '[1, 2, 3]',
    '[[1, 2], [3]]',
    '[[1, 2], 3]',
    '[["a", "b"], ["c", "d"]]',
    '[[1, null], [0, 1]]',
    '[[1]]',
    '[[1, 2]]',
    '[[], []]',
    '[]',
    '[[[1, 2], [3, 4]], [[5, 6, 7], [7, 8, 9]]]',
    '[[[[1, 2], [3, 4]]]]',
    '[[[1, 2], [3, 4]], [1, 2]]',
    '[[1, 2], [3, 4',
    '{"W": [[1, 2], [3,',
    '{"type": "Polygon", "coordinates": [[[30, 10], [40, 40], [20, 40], [30, 10]]]}',
    '{"type": "LineString", "coordinates": [[30, 10], [10, 30]]}',
    '{"rings": [[[30, 10], [40, 40], [20, 40], [30, 10]]]}',
    '{"type": "MultiPolygon", "coordinates": [[[[1, 2], [3, 4]]], [[[1, 2], [3, 4]]]]}',
    '}}]]{{[[,,::',
    '',
  ];
  for (const text of silent)
    it(`says nothing of ${text}`, () => {
      assertSilent(text, 'json');
    });

  it('offers the complete slices of a stack cut in half', () => {
    assertFound('{"Ws": [[[1, 2], [3, 4]], [[5, 6], [7', 'json', [
      [
        'Ws[0]',
        '[[1, 2], [3, 4]]',
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ]);
  });

  for (const entry of ['"NaN"', 'NaN', 'Infinity', '-Infinity', '"-inf"', '1e400']) {
    it(`names ${entry} as not finite`, () => {
      const [problem, ...others] = problems(`{"W": [[1, 2], [3, ${entry}]]}`, 'json');
      assert.deepEqual(others, []);
      assert.deepEqual([problem?.kind, problem?.name, problem?.source], ['non-finite', 'W', entry]);
      assert.match(problem!.message, /^Row 2, column 2: /);
    });
  }

  it('names a matrix above the limit', () => {
    const [problem] = problems('{"W": [[1, 2], [3, 4]]}', 'json', 3);
    assert.deepEqual([problem?.kind, problem?.source], ['too-large', '[[1, 2], [3, 4]]']);
    assert.match(problem!.message, /^2 × 2 entries are more than the limit of 3; /);
  });

  it('stops at a thousand matrices, and says so', () => {
    const { matrices, problems: all } = detection(`[${'[[1, 2], [3, 4]],'.repeat(1500)}]`, 'json');
    assert.equal(matrices.length, 1000);
    assert.equal(all.length, 1);
    assert.match(all[0]!.message, /more than 1,000 matrices/);
  });

  it('keeps names short', () => {
    const key = 'k'.repeat(100_000);
    const [matrix] = detection(`{"${key}": {"W": [[1, 2], [3, 4]]}}`, 'json').matrices;
    assert.ok(matrix!.name.length <= 120 && matrix!.name.endsWith('.W'), matrix!.name);
  });

  it('leaves out what a comment asks to ignore', () => {
    assertSilent('{\n  // gradient-lens-ignore\n  "W":\n   [[1, 2], [3, 4]]\n}', 'jsonc');
    assertSilent('{"W": [[1, 2], // gradient-lens-ignore\n [3, "NaN"]]}', 'jsonc');
  });
});

describe('JSON Lines', () => {
  it('reads every line by itself', () => {
    const text =
      '{"W": [[1, 2], [3, 4]]}\r\n{"W": [[1, 2], [3,\r\n\r\n{"a": {"V": [[5, 6], [7, 8]]}}\n[[1, 2], [3, 5]]';
    assertFound(text, 'jsonl', [
      [
        '[0].W',
        '[[1, 2], [3, 4]]',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        '[2].a.V',
        '[[5, 6], [7, 8]]',
        [
          [5, 6],
          [7, 8],
        ],
      ],
      [
        '[3]',
        '[[1, 2], [3, 5]]',
        [
          [1, 2],
          [3, 5],
        ],
      ],
    ]);
  });
});
