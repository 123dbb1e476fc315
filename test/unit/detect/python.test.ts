import assert from 'node:assert/strict';
import { assertFound, assertSilent, detection, type Found, problems } from './found';

const rows = [
  [1.5, 0],
  [0, 0.5],
] as const;
const scaledIdentity = (n: number, scale: number) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? scale : 0)));
const r = Math.SQRT1_2;

/** Expressions after `W = `, and their rows. */
const expressions: readonly (readonly [source: string, rows: Found[2]])[] = [
  ['np.array([[1.5, 0.0], [0.0, 0.5]])', rows],
  ['numpy.array([[1.5, 0], [0, 0.5]])', rows],
  ['array([[ 1.5,  0. ],\n       [ 0. ,  0.5]])', rows],
  ['array([[1.5e+00, 0.e+00],\n       [0.e-03, 5.e-01]])', rows],
  ['tensor([[1.5000, 0.0000],\n        [0.0000, 0.5000]], dtype=torch.float64)', rows],
  ["tensor([[1.5, 0.], [0., 0.5]], device='cuda:0', requires_grad=True)", rows],
  ['np.asarray([[1.5, 0], [0, 0.5]])', rows],
  ['np.matrix([[1.5, 0], [0, 0.5]])', rows],
  ['np.float32([[1.5, 0], [0, 0.5]])', rows],
  ['np.array(((1.5, 0), (0, 0.5)))', rows],
  ['np.array(object=[[1.5, 0], [0, 0.5]], dtype=float)', rows],
  ['np.diag([1.5, 0.5])', rows],
  ['np.diag((1.5, 0.5))', rows],
  ['np.diag(np.array([1.5, 0.5]))', rows],
  ['torch.diag(torch.tensor([1.5, 0.5]))', rows],
  ['np.eye(3)', scaledIdentity(3, 1)],
  ['np.eye(2, 3)', scaledIdentity(3, 1).slice(0, 2)],
  ['np.eye(2, dtype=np.float32)', scaledIdentity(2, 1)],
  ['np.identity(2)', scaledIdentity(2, 1)],
  ['torch.eye(2)', scaledIdentity(2, 1)],
  ['0.9 * np.eye(3)', scaledIdentity(3, 0.9)],
  ['np.eye(3) * 0.9', scaledIdentity(3, 0.9)],
  ['np.eye(2) / 4', scaledIdentity(2, 0.25)],
  ['-np.eye(2)', scaledIdentity(2, -1)],
  ['2. * np.eye(2)', scaledIdentity(2, 2)],
  ['np.sqrt(4) * np.eye(2)', scaledIdentity(2, 2)],
  ['0.5 * (np.eye(2))', scaledIdentity(2, 0.5)],
  [
    'np.eye(2) + np.array([[0, 3], [0, 0]])',
    [
      [1, 3],
      [0, 1],
    ],
  ],
  ['[[1.5, 0], [0, 0.5]]', rows],
  ['((1.5, 0), (0, 0.5))', rows],
  ['[(1.5, 0), (0, 0.5)]', rows],
  ['[[1.5, 0], [0, 0.5],]', rows],
  ['[\n  [1.5, 0],  # first, [1, 2]\n  [0, 0.5],\n]', rows],
  ['torch.tensor([[1.5, 0], [0, 0.5]])', rows],
  ['torch.FloatTensor([[1.5, 0], [0, 0.5]])', rows],
  ['torch.DoubleTensor([[1.5, 0], [0, 0.5]])', rows],
  ['jnp.array([[1.5, 0], [0, 0.5]])', rows],
  ['tf.constant([[1.5, 0], [0, 0.5]], dtype=tf.float32)', rows],
  ['nn.Parameter(torch.tensor([[1.5, 0], [0, 0.5]]))', rows],
  ['torch.nn.Parameter(torch.diag(torch.tensor([1.5, 0.5])), requires_grad=False)', rows],
  ['np.array([[1.5, 0], [0, 0.5]]).astype(np.float32)', rows],
  ["torch.tensor([[1.5, 0], [0, 0.5]]).to('cuda').float()", rows],
  [
    'np.array([[1.5, 2], [0, 0.5]]).T',
    [
      [1.5, 0],
      [2, 0.5],
    ],
  ],
  [
    'np.array([[-1.5e0, +0], [-.0, 5E-1]])',
    [
      [-1.5, 0],
      [0, 0.5],
    ],
  ],
  [
    'np.array([[1_500, 0x10], [0b11, 1_0.5]])',
    [
      [1500, 16],
      [3, 10.5],
    ],
  ],
  [
    'np.array([[np.sqrt(2)/2, -np.sqrt(2) / 2], [2**-0.5, 1 / np.sqrt(2)]])',
    [
      [r, -r],
      [r, r],
    ],
  ],
  [
    'np.array([[np.pi, math.pi/4], [math.cos(0.3), -math.sin(0.3)]])',
    [
      [Math.PI, Math.PI / 4],
      [Math.cos(0.3), -Math.sin(0.3)],
    ],
  ],
  [
    'np.array([[1, 2, 3], [4, 5, 6]])',
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
  ],
  [
    '[[1, 2, 3], [4, 5, 6]]',
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
  ],
  ['np.array([[2]])', [[2]]],
];

describe('Python', () => {
  for (const [source, expected] of expressions) {
    it(source, () => {
      assertFound(`x = 1\nW = ${source}\ny = 2\n`, 'python', [['W', source, expected]]);
    });
  }

  const named: readonly (readonly [text: string, name: string])[] = [
    ['self.W_hh = M', 'self.W_hh'],
    ['W: np.ndarray = M', 'W'],
    ['a = b = M', 'a'],
    ['a, W = 1, M', 'W'],
    ['f(3, kernel=M)', 'kernel'],
    ['def f(W=M): pass', 'W'],
    ['p = {"rnn.weight": M}', 'rnn.weight'],
    ['layers = [np.ones(3), M]', 'layers[1]'],
    ['print(M)', 'matrix'],
    ['return M @ x', 'matrix'],
    ['if (W := M).any(): pass', 'W'],
    // Literals of their own, without the name of what is made of them.
    ['W = f(M)', 'matrix'],
    ['W = np.linalg.inv(M)', 'matrix'],
    ['W = lambda: M', 'matrix'],
    ['W = lambda h: M @ h', 'matrix'],
    ['W = [M for _ in range(3)]', 'matrix'],
    ['W = M.dot(h)', 'matrix'],
    ['W = np.dot(h, M)', 'matrix'],
    ['h @= M', 'matrix'],
    ['W = f(M)[0]', 'matrix'],
    ['W = f(M) if g(1) else None', 'matrix'],
  ];
  for (const [text, name] of named) {
    it(`is called ${name} in ${text}`, () => {
      const source = 'np.array([[1.5, 0], [0, 0.5]])';
      assertFound(text.replace('M', source), 'python', [[name, source, rows]]);
    });
  }

  it('knows what imports say', () => {
    const text =
      'import numpy as xp\nfrom numpy import eye as I, diag\nA = xp.eye(2)\nB = I(2)\nC = diag([1, 1])\n';
    const one = scaledIdentity(2, 1);
    assertFound(text, 'python', [
      ['A', 'xp.eye(2)', one],
      ['B', 'I(2)', one],
      ['C', 'diag([1, 1])', one],
    ]);
    assertSilent('W = eye(2)\nV = other.eye(2)\n', 'python');
  });

  it('knows variables that are bound once, to a number', () => {
    assertFound('n = 2\nW = 0.5 * np.eye(n)\n', 'python', [['W', '0.5 * np.eye(n)', scaledIdentity(2, 0.5)]]);
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
    const rotation = '[[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]]';
    assertFound(`t = 0.3\nR = ${rotation}\n`, 'python', [
      [
        'R',
        rotation,
        [
          [c, -s],
          [s, c],
        ],
      ],
    ]);
    for (const before of ['', 't = 0.3\nt = 0.4\n', 'for t in ts:\n  pass\nt = 0.3\n', 't = 0.3\nt += 1\n']) {
      assertSilent(`${before}R = ${rotation}\n`, 'python');
    }
    assertSilent(`R = ${rotation}\nt = 0.3\n`, 'python');
  });

  it('knows defaults of parameters and attributes that are bound once', () => {
    const two = scaledIdentity(2, 1);
    const eye = (text: string): void => {
      assertFound(text, 'python', [['W', /np\.eye\(.*?\)/.exec(text)![0], two]]);
    };
    eye('def f(n=2):\n  W = np.eye(n)\n');
    eye('def f(x, n: int = 2, *, b=3):\n  W = np.eye(n)\nf(1)\nf(x=2)\n');
    eye('def g(n=3): pass\ndef f(n=2):\n  W = np.eye(n)\n');
    eye('N = 2\ndef f(n=N):\n  m = n\n  W = np.eye(m)\n');
    eye('class A:\n  n = 2\n  def f(self):\n    W = np.eye(self.n)\n');
    eye(
      'class A:\n  def __init__(self, n=2):\n    self.n = n\n  def f(self):\n    W = np.eye(self.n)\nA()\n',
    );
    eye(
      'class A:\n  def __init__(self):\n    self.n, self.m = 2, 3\n    W = np.eye(self.n)\nclass B:\n  def f(self):\n    self.n = 7\n',
    );
    eye('a, n = 1, 2\nW = np.eye(n)\n');
    eye('n = 2\nx = (n, 3)\nW = np.eye(n)\n');
    for (const silent of [
      'def f(n=2):\n  W = np.eye(n)\nf(3)\n',
      'def f(n=2):\n  W = np.eye(n)\nf(n=k)\n',
      'def f(n=2):\n  W = np.eye(n)\nf(*args)\n',
      'def f(n=2):\n  n = 3\n  W = np.eye(n)\n',
      'def f(n):\n  W = np.eye(n)\n',
      'def f(n=2): pass\nW = np.eye(n)\n',
      'n = 2\ndef f(n):\n  W = np.eye(n)\n',
      'n = 2\ndef f():\n  global n\n  n = 3\ndef g():\n  W = np.eye(n)\n',
      'class A:\n  def __init__(self, n=2):\n    self.n = n\n    W = np.eye(self.n)\nA(5)\n',
      'class A:\n  def f(self):\n    self.n = 2\n  def g(self):\n    self.n = 3\n    W = np.eye(self.n)\n',
      'class A:\n  n = 2\n  def f(self):\n    W = np.eye(n)\n',
      'class A:\n  n = 2\n  def f(self):\n    self.n += 1\n    W = np.eye(self.n)\n',
      'class A:\n  n = 2\nclass B:\n  def f(self):\n    W = np.eye(self.n)\n',
      'n = m\nm = n\nW = np.eye(n)\n',
      'f = lambda n=2: np.eye(n)\n',
    ]) {
      assertSilent(silent, 'python');
    }
  });

  it('offers the slices of a stack of square matrices', () => {
    assertFound('W = np.array([[[1, 2], [3, 4]], [[5, 6], [7, 8]]])', 'python', [
      [
        'W[0]',
        '[[1, 2], [3, 4]]',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        'W[1]',
        '[[5, 6], [7, 8]]',
        [
          [5, 6],
          [7, 8],
        ],
      ],
    ]);
  });

  it('finds several in the order of the text, inside functions and classes too', () => {
    const text =
      'class A:\n  def f(self):\n    self.W = np.eye(2)\n    return [[1, 2], [3, 4]]\nB = np.diag([2, 2])\n';
    assertFound(text, 'python', [
      ['self.W', 'np.eye(2)', scaledIdentity(2, 1)],
      [
        'matrix',
        '[[1, 2], [3, 4]]',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      ['B', 'np.diag([2, 2])', scaledIdentity(2, 2)],
    ]);
  });

  const silent = [
    'W = [1, 2, 3]',
    'W = np.array([1, 2, 3])',
    'W = [[1, 2], [3]]',
    'W = [["a", "b"], ["c", "d"]]',
    'W = [[x, 0], [0, 1]]',
    'W = [[1]]',
    'W = [[1, 2]]',
    'W = [[]]',
    'W = [[0] * 3] * 3',
    'W = [[e, 0], [0, config.pi]]',
    'W = np.array(x)',
    'W = np.array([row for row in x])',
    'W = np.array([a, b])',
    'W = np.array([[True, False], [False, True]])',
    'W = np.array([["a", 1], [None, 2]], dtype=object)',
    'W = np.diag(v)',
    'W = np.eye(n)',
    'W = np.eye(10)[labels]',
    'W = np.zeros((3, 3))',
    'W = x[[1, 2], [3, 4]]',
    'W = np.array([[1, 2], [3, 4',
    'W = [[1, 2], [3, 4]',
    '"""[[1, 2], [3, 4]]"""',
    '# [[1, 2], [3, 4]]',
    'W = np.array([[[1, 2]], [[3, 4]]])',
    'W = np.array("1 2; 3 4")',
    'W = np.array([[1j, 0], [0, 1]], dtype=complex)',
    // Names are normal in code.
    'W = np.array([[1, 2], 3])',
    'W = np.array([[1, 2], row])',
    'W = np.array([[1, 2], [3, x]])',
    'W = np.array([[x, 2], [3]])',
    'W = np.array([["a", 1], [2, 3]])',
    'W = np.array([[np.cos(t), 0], [0, 1]])',
    'W = np.array([[10 + 0j, 5 - 5j], [1j, 2 + 2j]])',
    'W = np.array([[1 + x, 2 - 1.5*y], [[1, 2][i], 3]])',
    'W = np.array([...])',
    'W = np.diag([a, 1])',
    'W = np.array([])',
    'W = np.array([[]])',
    'W = np.eye(0)',
    'W = torch.tensor([[SOS_token]])',
    // Rounded, wrapped around, or no numbers.
    'W = np.array([[300, 0], [0, 2]], dtype=np.uint8)',
    'W = np.array([[1.5, 0], [0, 2]], dtype=int)',
    'W = np.array([[1.5, 0], [0, 2]]).astype("int32")',
    'W = torch.LongTensor([[1.5, 0], [0, 2]])',
    'W = np.array([[1, 0], [0, 1]], dtype=bool)',
    // What is not understood is never taken for one of its operands.
    ...[
      'M ** 2',
      '2 ** M',
      'M @ N',
      'M @ (N)',
      '(M) @ N @ h',
      'M.dot(N)',
      'np.dot(M, N)',
      'np.matmul(N, M.T)',
      'M[2:, 2:]',
      'M[0]',
      'M.T[0]',
      'M.real',
      'M.sum(axis=0)',
      'M.reshape(1, 4)',
      '[M, N][i]',
      '(M, N)[0]',
      'M % 1.5',
      'M // 2',
      '1 / M',
      '1 - M',
      'M + 1',
      'M - N - scale',
      'M * scale',
      'scale * M',
      'M * N',
      '0.5 * M * scale',
      '(0.5 * M) ** 2',
      '~M',
      'not M',
      'M > 0',
      'M == N',
      'M if x else N',
      'None if x else M',
      'x or M',
      'M and N',
      'M + [[1, 2], [3, 4]]',
      '[[1, 2], [3, 4]] + [[5, 6], [7, 8]]',
      '[[1, 2], [3, 4]] * 2',
      '[[1, 2], [3, 4]][0]',
      '[[1, 2], [3, 4]] if x else [[5, 6], [7, 8]]',
      'np.array([[1, 2], [3, 4]] + [[5, 6], [7, 8]])',
      'f(*[[1, 2], [3, 4]])',
      'x[M]',
    ].map((expression) => `W = ${expression.replaceAll(/\b[MN]\b/g, 'np.array([[2.0, 0.0], [0.0, 2.0]])')}`),
    'W *= np.eye(2)',
    'W += [[1, 2], [3, 4]]',
  ];
  for (const text of silent)
    it(`says nothing of ${text}`, () => {
      assertSilent(`${text}\n`, 'python');
    });

  const flawed: readonly (readonly [text: string, kind: string, source: string, message: RegExp])[] = [
    ['np.array([[1, 2], [3]])', 'ragged', '[3]', /^Row 2 has 1 entry where row 1 has 2 entries; /],
    [
      'np.array([[1, np.nan], [0, 1]])',
      'non-finite',
      'np.nan',
      /^Row 1, column 2: np\.nan is not a finite number/,
    ],
    ['np.array([[1, 1e400], [0, 1]])', 'non-finite', '1e400', /1e400/],
    ['np.array([[1, 9**9**9], [0, 1]])', 'non-finite', '9**9**9', /9\*\*9\*\*9/],
    ['[[1, float("inf")], [0, 1]]', 'non-finite', 'float("inf")', /Row 1, column 2/],
    ['1e308 * np.array([[10, 0], [0, 1]])', 'non-finite', '1e308 * np.array([[10, 0], [0, 1]])', /finite/],
    [
      'array([[1., 2., ..., 3.],\n [4., 5., ..., 6.]])',
      'elided',
      '...',
      /np\.set_printoptions\(threshold=sys\.maxsize\)/,
    ],
    ['tensor([[1., 2.],\n        ...,\n        [4., 5.]])', 'elided', '...', /profile='full'/],
    ['np.array([[1 2], [3 4]])', 'syntax', '1 2', /separate entries and rows with commas/],
    ['np.array([[1, 2] [3, 4]])', 'syntax', '[1, 2] [3, 4]', /commas/],
    [
      'np.eye(1_000_000)',
      'too-large',
      'np.eye(1_000_000)',
      /^1,000,000 × 1,000,000 entries are more than the limit of 1,000,000/,
    ],
    ['0.5 * np.eye(10**9)', 'too-large', 'np.eye(10**9)', /limit/],
  ];
  for (const [text, kind, source, message] of flawed) {
    it(`explains ${text}`, () => {
      const list = problems(`W = ${text}\n`, 'python');
      assert.equal(list.length, 1, JSON.stringify(list));
      assert.deepEqual([list[0]!.kind, list[0]!.name, list[0]!.source], [kind, 'W', source]);
      assert.match(list[0]!.message, message);
      assert.deepEqual(detection(`W = ${text}\n`, 'python').matrices, []);
    });
  }

  it('bounds what many small calls ask for together', () => {
    const { matrices, problems: refused } = detection('f(np.eye(900))\n'.repeat(10), 'python');
    assert.deepEqual([matrices.length, refused.length], [4, 6]);
  });

  it('finds what is complete in a file cut in half', () => {
    const whole = 'A = np.array([[1, 2], [3, 4]])\nB = np.array([[5, 6],\n';
    assertFound(whole, 'python', [
      [
        'A',
        'np.array([[1, 2], [3, 4]])',
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ]);
  });

  it('keeps offsets with CRLF, a byte order mark and characters beyond the BMP', () => {
    const source = 'np.array([[1, 2],\r\n  [3, 4]])';
    const text = `\uFEFF# 😀 Ω\r\ns = "😀"\r\nW = ${source}  # 😀\r\n`;
    assertFound(text, 'python', [
      [
        'W',
        source,
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ]);
  });

  it('counts a byte order mark within a line to the blanks', () => {
    const text = 'import numpy as np\nW = \uFEFF9 * np.eye(3)\n';
    for (const { range } of detection(text, 'python').matrices) {
      assert.equal(text.slice(range.start, range.end), '9 * np.eye(3)');
    }
  });

  it('leaves out what a comment asks to ignore', () => {
    const line = 'A = [[1, 2], [3, 4]]';
    assertSilent(`${line}  # gradient-lens-ignore\n`, 'python');
    assertSilent(`# gradient-lens-ignore\n${line}\n`, 'python');
    assertSilent('A = np.array([\n  [1, 2],  # gradient-lens-ignore\n  [3]])\n', 'python');
    assertFound(`${line}  # gradient-lens-ignore\n${line}\n`, 'python', [
      [
        'A',
        '[[1, 2], [3, 4]]',
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ]);
    assertFound(`x = "gradient-lens-ignore"\n${line}\n`, 'python', [
      [
        'A',
        '[[1, 2], [3, 4]]',
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ]);
  });
});
