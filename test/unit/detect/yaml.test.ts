import assert from 'node:assert/strict';
import { assertFound, assertSilent, problems } from './found';

const w = [
  [1.5, 0],
  [0, 0.5],
];

describe('YAML', () => {
  const cases: readonly (readonly [text: string, name: string, source: string])[] = [
    ['W: [[1.5, 0], [0, .5]]\n', 'W', '[[1.5, 0], [0, .5]]'],
    ['a:\n  W: [[1.5, 0],  # one\n      [0, 0.5]]\n', 'a.W', '[[1.5, 0],  # one\n      [0, 0.5]]'],
    ['a:\n  W:\n    - [1.5, 0]\n    - [0, 0.5]\nb: 1\n', 'a.W', '- [1.5, 0]\n    - [0, 0.5]'],
    ['W:\n- - 1.5\n  - 0\n- - 0\n  - 5e-1 # half\n', 'W', '- - 1.5\n  - 0\n- - 0\n  - 5e-1'],
    ['layers:\n  - name: x\n    W: [[1.5, 0], [0, 0.5]]\n', 'layers[0].W', '[[1.5, 0], [0, 0.5]]'],
    ['a: 1\n---\n"W": &anchor [[1.5, 0], [0, 0.5]]\n', 'W', '[[1.5, 0], [0, 0.5]]'],
    ['{a: {W: [[1.5, 0], [0, 0.5]]}}\n', 'a.W', '[[1.5, 0], [0, 0.5]]'],
    ['- [1.5, 0]\n- [0, 0.5]\n', 'matrix', '- [1.5, 0]\n- [0, 0.5]'],
    ['\uFEFF# 😀\r\nW: [[1.5, 0],\r\n  [0, 0.5]]\r\n', 'W', '[[1.5, 0],\r\n  [0, 0.5]]'],
    ['W: [[1.5, 0], [0, 0.5]]\nV: [[1, 2], [3', 'W', '[[1.5, 0], [0, 0.5]]'],
  ];
  for (const [text, name, source] of cases) {
    it(JSON.stringify(text), () => {
      assertFound(text, 'yaml', [[name, source, w]]);
    });
  }

  const silent = [
    'W: [1, 2]',
    'W: [[1, 2], [3]]',
    'W: [[a, b], [c, d]]',
    'W: [[1, 2], ["3", 4]]',
    'x: &x [1, 2]\nW: [*x, *x]',
    'coordinates: [[1, 2], [3, 4]]',
    'W: [[1, 2], [3, 4]] # gradient-lens-ignore',
    'W: # gradient-lens-ignore\n  - [1, 2]\n  - [3, 4]',
    'W: |\n  [[1, 2], [3, 4]]',
    'W:\n  - [1, 2]\n  - [3',
  ];
  for (const text of silent)
    it(`says nothing of ${JSON.stringify(text)}`, () => {
      assertSilent(text, 'yaml');
    });

  it('names NaN', () => {
    const [problem] = problems('W: [[1, .nan], [0, 1]]', 'yaml');
    assert.deepEqual([problem?.kind, problem?.source, problem?.name], ['non-finite', '.nan', 'W']);
  });

  it('is not impressed by a bomb of aliases', () => {
    const lines = ['a0: &a0 [1, 2]'];
    for (let i = 1; i < 30; i++) lines.push(`a${i}: &a${i} [${`*a${i - 1}, `.repeat(10)}]`);
    assertSilent(lines.join('\n'), 'yaml');
  });
});
