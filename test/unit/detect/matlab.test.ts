import type { DetectableLanguage } from '../../../src/detect/candidate';
import { assertFound, assertSilent } from './found';

const w = [
  [1.5, 0],
  [0, 0.5],
];
const half = [
  [0.75, 0],
  [0, 0.25],
];
const both: readonly DetectableLanguage[] = ['matlab', 'julia'];

describe('MATLAB and Julia', () => {
  const cases: readonly (readonly [text: string, name: string, source: string, rows?: number[][]])[] = [
    ['W = [1.5 0; 0 0.5];\n', 'W', '[1.5 0; 0 0.5]'],
    ['W = [1.5, 0; 0, .5]\n', 'W', '[1.5, 0; 0, .5]'],
    ['W = [1.5 0\n     0 0.5]\n', 'W', '[1.5 0\n     0 0.5]'],
    ['W = [\r\n  1.5 0\r\n  0 0.5\r\n];\r\n', 'W', '[\r\n  1.5 0\r\n  0 0.5\r\n]'],
    ['net.W = [3/2 0; 0 1 / 2]', 'net.W', '[3/2 0; 0 1 / 2]'],
    ['W = 0.5 * [1.5 0; 0 0.5]', 'W', '0.5 * [1.5 0; 0 0.5]', half],
    ['W = [1.5 0; 0 0.5] / 2', 'W', '[1.5 0; 0 0.5] / 2', half],
    [
      "W = [1.5 1; 0 0.5]';",
      'W',
      "[1.5 1; 0 0.5]'",
      [
        [1.5, 0],
        [1, 0.5],
      ],
    ],
    ['f([1.5 0; 0 0.5])', 'matrix', '[1.5 0; 0 0.5]'],
    // Literals of their own, without the name of what is made of them.
    ['W = inv([1.5 0; 0 0.5])', 'matrix', '[1.5 0; 0 0.5]'],
    ['W = [1.5 0; 0 0.5] * scale', 'matrix', '[1.5 0; 0 0.5]'],
    ['W = A * [1.5 0; 0 0.5];', 'matrix', '[1.5 0; 0 0.5]'],
    ['h = b + [1.5 0; 0 0.5] * h', 'matrix', '[1.5 0; 0 0.5]'],
    ['W = [1.5 0; 0 0.5]^20', 'matrix', '[1.5 0; 0 0.5]'],
    [
      'W = -[1.5 0; 0 0.5]',
      'W',
      '-[1.5 0; 0 0.5]',
      [
        [-1.5, -0],
        [-0, -0.5],
      ],
    ],
    [
      'W = [1 -2; 3 - 1 +4]',
      'W',
      '[1 -2; 3 - 1 +4]',
      [
        [1, -2],
        [2, 4],
      ],
    ],
    [
      'W = [sqrt(4) cos(0); -pi 2^-1]',
      'W',
      '[sqrt(4) cos(0); -pi 2^-1]',
      [
        [2, 1],
        [-Math.PI, 0.5],
      ],
    ],
    ['x = [1, \nW = [1.5 0; 0 0.5]', 'W', '[1.5 0; 0 0.5]'],
    ['s = "😀 [1 2; 3 4]"; W = [1.5 0; 0 0.5]', 'W', '[1.5 0; 0 0.5]'],
  ];
  for (const language of both) {
    for (const [text, name, source, rows = w] of cases) {
      it(`${language}: ${JSON.stringify(text)}`, () => {
        assertFound(text, language, [[name, source, rows]]);
      });
    }
    for (const text of [
      'v = [1 2 3]',
      'v = [1; 2; 3]',
      'W = [1 2; 3]',
      'W = [a b; c d]',
      'W = []',
      'W = [[1 2; 3 4] [5; 6]]',
      '[a, b] = f(x)',
      'W = [1 2; 3',
      'W = ["a" "b"; "c" "d"]',
      // What is not understood is never taken for one of its operands.
      'W = [1 2; 3 4].^2',
      'W = [1 2; 3 4] .^ 2',
      'W = 2 .^ [1 2; 3 4]',
      'W = [1 2; 3 4] .* A',
      'W = [1 2; 3 4] ./ [5 6; 7 8]',
      'W = [1 2; 3 4] / A',
      'W = A \\ [1 2; 3 4]',
      'W = 1 ./ [1 2; 3 4]',
      'W = [1 2; 3 4] + 1',
      'W = 1 - [1 2; 3 4]',
      'W = A - 0.5 * [1 2; 3 4]',
      'W = [1 2; 3 4] - [5 6; 7 8]',
      'W = 2 ^ 3 * [1 2; 3 4]',
      'W = [1 2; 3 4] * 2 ^ k',
      'W = [1 2; 3 4] == A',
      'W = A >= [1 2; 3 4]',
      'W = [1 2; 3 4] & A',
      'W = ~[1 2; 3 4]',
      'W += [1 2; 3 4]',
    ]) {
      it(`${language} says nothing of ${text}`, () => {
        assertSilent(text, language);
      });
    }
  }

  it('knows the comments, strings and continuations of MATLAB', () => {
    assertFound(
      "W = [1.5 0 % [9 9; 9 9]\n 0 ... and\n 0.5]; % [1 2; 3 4]\n%{\n[1 2; 3 4]\n%}\ns = '[1 2; 3 4]';",
      'matlab',
      [['W', '[1.5 0 % [9 9; 9 9]\n 0 ... and\n 0.5]', w]],
    );
    assertFound('c{1} = [1.5, 0\n0, 0.5]', 'matlab', [['c{1}', '[1.5, 0\n0, 0.5]', w]]);
    assertSilent('W = [1 2; 3 4]; % gradient-lens-ignore', 'matlab');
  });

  it('says nothing of an operand, however the dialect writes it', () => {
    assertSilent('W = A + ...\n  [1 2; 3 4]', 'matlab');
    assertSilent('W = [1 2; 3 4] ...\n  + A', 'matlab');
    assertSilent('r = [1 2; 3 4](1, :)', 'matlab');
    assertSilent('r = [1 2; 3 4][1, :]', 'julia');
    assertSilent('W = big ? [1 2; 3 4] : [5 6; 7 8]', 'julia');
    assertSilent('W = [1 2; 3 4] .+ 1', 'julia');
    assertSilent('ok = [1 2; 3 4] ≈ A', 'julia');
    assertFound('f = h -> [1.5 0; 0 0.5] * h', 'julia', [['matrix', '[1.5 0; 0 0.5]', w]]);
    assertFound('n = [1.5 0; 0 0.5] |> norm', 'julia', [['matrix', '[1.5 0; 0 0.5]', w]]);
  });

  it('knows the comments, types and vectors of Julia', () => {
    assertFound("c = '['\n#= [1 2; 3 4] =#\nconst W = Float64[1.5 0; 0 0.5] # [1 2; 3 4]\n", 'julia', [
      ['W', 'Float64[1.5 0; 0 0.5]', w],
    ]);
    assertFound('d = Dict("W" => [1.5 0; 0 0.5])', 'julia', [['W', '[1.5 0; 0 0.5]', w]]);
    assertFound('W::Matrix{Float64} = [1.5 0; 0 0.5]', 'julia', [['W', '[1.5 0; 0 0.5]', w]]);
    assertSilent('v = [1, 2,\n 3, 4]\nx = A[1 2; 3 4]', 'julia');
  });
});
