import assert from 'node:assert/strict';
import { evaluator } from '../../../src/detect/expression/evaluate';
import { ExpressionError } from '../../../src/detect/expression/expression';
import { plainNumber } from '../../../src/detect/expression/plain';

describe('Scalar expressions', () => {
  const values: readonly (readonly [source: string, value: number])[] = [
    ['1_000.5', 1000.5],
    ['np.sqrt(2)/2', Math.SQRT2 / 2],
    ['2**-0.5', Math.SQRT1_2],
    ['-2**2', -4],
    ['2**3**2', 512],
    ['math.cos(0.3)', Math.cos(0.3)],
    ['numpy.arctan2(1, 2)', Math.atan2(1, 2)],
    ['torch.pi', Math.PI],
    ['math.e', Math.E],
    ['1_0 + 2_0*3', 70],
    ['9**9**9', Infinity],
    ['math.sqrt(-1)', NaN],
    ['2. * 3.', 6],
    ['1.e-3 + 0', 0.001],
  ];
  for (const [source, value] of values) {
    it(source, () => {
      const actual = evaluator.scalar(source);
      assert.ok(Object.is(actual, value) || Math.abs(actual - value) < 1e-15, String(actual));
    });
  }

  for (const source of [
    'x',
    'a=3',
    'f(x)=x',
    '"s"',
    'a.b',
    'x[0]',
    '3 cm',
    '1:3',
    '{a:1}',
    'import("x")',
    '2 pi',
    '10%',
    '5!',
    '(1',
    '1)',
    '',
    'createUnit("x")',
    'parse("1")',
    'constructor',
    '[1,2]',
    'toString()',
    '__proto__',
    'not 1',
    'true',
    '1 > 2',
    '1;2',
  ]) {
    it(`refuses ${source}`, () => {
      assert.throws(() => evaluator.scalar(source), ExpressionError);
    });
  }

  it('knows plain numbers without mathjs', () => {
    for (const [source, value] of [
      ['1.', 1],
      ['.5', 0.5],
      ['-1e-3', -0.001],
      ['0x1F', 31],
      ['1_0', 10],
    ] as const) {
      assert.equal(plainNumber(source), value);
    }
    for (const source of ['', '.', '1.2.3', 'e5', '1e', '--1', '0x', '1j'])
      assert.equal(plainNumber(source), undefined);
  });
});

describe('Matrix expressions', () => {
  const diagonal = [
    [1.5, 0],
    [0, 0.5],
  ];
  const values: readonly (readonly [source: string, rows: number[][]])[] = [
    ['[[1.5,0],[0,0.5]]', diagonal],
    ['[1.5 0; 0 0.5]', diagonal],
    ['[1.5, 0; 0, 0.5]', diagonal],
    ['[[1.5 0. ]\n [0.  0.5]]', diagonal],
    ['[1.5 0\n0 0.5]', diagonal],
    ['diag([1.5,0.5])', diagonal],
    ['diag([1.5 0.5])', diagonal],
    ['np.diag((1.5, 0.5))', diagonal],
    ['np.array([[1.5, 0.], [0., 0.5],], dtype=np.float32)', diagonal],
    ["torch.tensor([[1.5, 0], [0, 0.5]], device='cuda')", diagonal],
    ['np.array(((1.5, 0), (0, 0.5))).astype(float)', diagonal],
    [
      '0.9*identity(2)',
      [
        [0.9, 0],
        [0, 0.9],
      ],
    ],
    [
      '0.9 * np.eye(2)',
      [
        [0.9, 0],
        [0, 0.9],
      ],
    ],
    [
      'zeros(2)',
      [
        [0, 0],
        [0, 0],
      ],
    ],
    ['np.zeros((1, 2))', [[0, 0]]],
    ['ones(2, 1)', [[1], [1]]],
    [
      "[1 2; 3 4]'",
      [
        [1, 3],
        [2, 4],
      ],
    ],
    [
      'transpose([1 2; 3 4])',
      [
        [1, 3],
        [2, 4],
      ],
    ],
    [
      'np.array([[1, 2], [3, 4]]).T',
      [
        [1, 3],
        [2, 4],
      ],
    ],
    [
      '[1 2; 3 4] * [0 1; 1 0]',
      [
        [2, 1],
        [4, 3],
      ],
    ],
    [
      '[1 2; 3 4] @ [0 1; 1 0]',
      [
        [2, 1],
        [4, 3],
      ],
    ],
    [
      '[1 2; 3 4] .* [2 2; 2 2]',
      [
        [2, 4],
        [6, 8],
      ],
    ],
    [
      '[1 1; 0 1]^5',
      [
        [1, 5],
        [0, 1],
      ],
    ],
    [
      '[1 1; 0 1]**0',
      [
        [1, 0],
        [0, 1],
      ],
    ],
    [
      '[1 2; 3 4] + identity(2) - [1, 1; 1, 1]/2',
      [
        [1.5, 1.5],
        [2.5, 4.5],
      ],
    ],
    [
      '[1 -2; 3 - 1 +4]',
      [
        [1, -2],
        [2, 4],
      ],
    ],
    [
      '-[1 2; 3 4]',
      [
        [-1, -2],
        [-3, -4],
      ],
    ],
    [
      '[sqrt(4)/2 0; 0 2^-1]',
      [
        [1, 0],
        [0, 0.5],
      ],
    ],
    ['1_0*eye(1)', [[10]]],
  ];
  for (const [source, rows] of values) {
    it(source, () => {
      const { rows: count, columns, data } = evaluator.matrix(source);
      assert.deepEqual(
        Array.from({ length: count }, (_, i) =>
          [...data.subarray(i * columns, (i + 1) * columns)].map((x) => x + 0),
        ),
        rows,
      );
    });
  }

  it('draws the same random matrix every time, another for another seed', () => {
    for (const name of ['randn', 'rand', 'orthogonal']) {
      const draw = (source: string) => [...evaluator.matrix(source).data];
      assert.deepEqual(draw(`${name}(8)`), draw(`${name}(8)`));
      assert.deepEqual(draw(`${name}(8, 3)`), draw(`${name}(8, seed=3)`));
      assert.notDeepEqual(draw(`${name}(8)`), draw(`${name}(8, 3)`));
    }
    const { rows, columns } = evaluator.matrix('np.random.randn(6, 6) * 0.1');
    assert.deepEqual([rows, columns], [6, 6]);
    const q = evaluator.matrix("orthogonal(5)' * orthogonal(5)");
    q.data.forEach((value, k) => {
      assert.ok(Math.abs(value - (k % 6 === 0 ? 1 : 0)) < 1e-14);
    });
  });

  const refused: readonly (readonly [source: string, message: RegExp, offset?: number])[] = [
    ['', /^Type a matrix/],
    ['0.9', /^This is a number; enter a matrix/],
    ['9^9^9', /^The result is not finite/],
    ['9**9**9 * identity(2)', /^The entry in row 1, column 1 is not finite/],
    ['zeros(1e9)', /^1,000,000,000 × 1,000,000,000 is too large; the limit is 1,024/],
    ['identity(-1)', /whole number/],
    ['identity(1.5)', /whole number/],
    ['[[1, 2], [3]]', /^Row 2 has 1 entries where row 1 has 2/],
    ['[1 2; 3]', /entries where row 1 has/],
    ['[1, 2', /not closed/, 0],
    ['[1, 2]]', /has no opening bracket/, 6],
    ['[1 2; 3 4] * * 2', /./, 13],
    ['W * 2', /^W is not known here/],
    ['foo(3)', /^foo is not a function/],
    ['[1 2; 3 4] + 1', /cannot be added/],
    ['[1 2; 3 4] * [1 2 3]', /cannot multiply/],
    ['[1 2; 3 4]^-1', /whole powers from 0/],
    ['[1 2; 3 4]^0.5', /whole powers/],
    ['[1 2 3; 4 5 6]^2', /only square/],
    ['ones(1024)^9999', /too long/],
    [`${'('.repeat(2000)}1${')'.repeat(2000)}`, /nested too deeply/],
    [`${'-'.repeat(9000)}1`, /nested too deeply/],
    [`${'1+'.repeat(4500)}1`, /./],
    ['x'.repeat(20_000), /longer than 10000 characters/],
    ['[1 2; 3 4](1)', /./],
    ['a = [1 2; 3 4]', /./],
    ['sqrt([1 2; 3 4])', /takes a number, not a matrix/],
    ['identity(2) 3', /./],
    ['randn(3, foo=1)', /foo= is not known/],
  ];
  for (const [source, message, offset] of refused) {
    it(`refuses ${source.slice(0, 40)}`, () => {
      assert.throws(
        () => evaluator.matrix(source),
        (error) => {
          assert.ok(error instanceof ExpressionError, String(error));
          assert.match(error.message, message);
          if (offset !== undefined) assert.equal(error.offset, offset);
          return true;
        },
      );
    });
  }

  it('honors the limits it is given', () => {
    assert.throws(() => evaluator.matrix('identity(5)', { maxSize: 4 }), /the limit is 4/);
    for (const source of ['ones(10)*ones(10)', 'ones(10)^2', 'orthogonal(10)']) {
      assert.throws(() => evaluator.matrix(source, { maxWork: 999 }), /too long to compute/);
    }
  });
});
