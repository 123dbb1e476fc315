import assert from 'node:assert/strict';
import { assertFound, assertSilent, problems } from './found';

const w = [
  [1.5, 0],
  [0, 0.5],
];

describe('Printed matrices in plain text', () => {
  const cases: readonly (readonly [text: string, name: string, source: string])[] = [
    ['array([[ 1.5,  0. ],\n       [ 0. ,  0.5]])', 'matrix', 'array([[ 1.5,  0. ],\n       [ 0. ,  0.5]])'],
    [
      '>>> W\narray([[1.5, 0. ],\n       [0. , 0.5]], dtype=float32)\n',
      'W',
      'array([[1.5, 0. ],\n       [0. , 0.5]], dtype=float32)',
    ],
    [
      "W: tensor([[1.5, 0.0],\n        [0.0, 0.5]], device='cuda:0', grad_fn=<MulBackward0>)",
      'W',
      "tensor([[1.5, 0.0],\n        [0.0, 0.5]], device='cuda:0', grad_fn=<MulBackward0>)",
    ],
    [
      "OrderedDict([('rnn.weight', tensor([[1.5, 0.], [0., 0.5]]))])",
      'rnn.weight',
      'tensor([[1.5, 0.], [0., 0.5]])',
    ],
    [
      'Parameter containing:\ntensor([[1.5, 0.], [0., 0.5]], requires_grad=True)',
      'matrix',
      'tensor([[1.5, 0.], [0., 0.5]], requires_grad=True)',
    ],
    ['The matrix is\n[[1.5 0. ]\n [0.  0.5]]\n', 'matrix', '[[1.5 0. ]\n [0.  0.5]]'],
    [
      'W =\r\n[[ 1.5e+00  0.e+00]\r\n [-0.e+00  5.0e-01]]\r\n',
      'W',
      '[[ 1.5e+00  0.e+00]\r\n [-0.e+00  5.0e-01]]',
    ],
    ['see 😀 [1], W = [[1.5, 0], [0, 0.5]] (ok)', 'W', '[[1.5, 0], [0, 0.5]]'],
    ['np.array([[1.5, 0], [0, 1/2]])', 'matrix', 'np.array([[1.5, 0], [0, 1/2]])'],
    [
      'Out[3]: Array([[1.5, 0. ], [0. , 0.5]], dtype=float32)',
      'matrix',
      'Array([[1.5, 0. ], [0. , 0.5]], dtype=float32)',
    ],
    [
      'tf.Tensor(\n[[1.5 0. ]\n [0.  0.5]], shape=(2, 2), dtype=float32)',
      'matrix',
      'tf.Tensor(\n[[1.5 0. ]\n [0.  0.5]], shape=(2, 2), dtype=float32)',
    ],
  ];
  for (const [text, name, source] of cases) {
    it(JSON.stringify(text), () => {
      assertFound(text, 'plaintext', [[name, source, w]]);
    });
  }

  for (const text of [
    'a [[wiki link]] and [1] [2] [[3]] and [[1 2]]',
    '[[1 2]\n [3]]',
    '[[...]]',
    '[1.5 0. ]',
    'array([1., 2.])',
    'array([[1., 2.], [3., 4.]',
    '[[1.5 0. ]\n [0.  0.5]',
    '[[1, 2], [3, 4]] # gradient-lens-ignore',
  ]) {
    it(`says nothing of ${JSON.stringify(text)}`, () => {
      assertSilent(text, 'plaintext');
    });
  }

  const flawed: readonly (readonly [text: string, kind: string, source: string])[] = [
    ['[[1. 2. ... 3.]\n [4. 5. ... 6.]]', 'elided', '...'],
    ['[[1. 2.]\n ...\n [4. 5.]]', 'elided', '...'],
    [
      'array([[1., 2., ..., 3.],\n       ...,\n       [4., 5., ..., 6.]], shape=(1000, 1000))',
      'elided',
      '...',
    ],
    ['[[ 1. nan]\n [inf  2.]]', 'non-finite', 'nan'],
    ['array([[1., 2.], [3.]])', 'ragged', '[3.]'],
    ['array([[1., x], [3., 4.]])', 'not-numeric', 'x'],
  ];
  for (const [text, kind, source] of flawed) {
    it(`explains ${JSON.stringify(text)}`, () => {
      const [problem, ...others] = problems(text, 'plaintext');
      assert.deepEqual([problem?.kind, problem?.source, others], [kind, source, []]);
    });
  }
});
