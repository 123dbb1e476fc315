import assert from 'node:assert/strict';
import fc from 'fast-check';
import { detectableLanguages, type Detection } from '../../../src/detect/candidate';
import { detect } from '../../../src/detect/detect';
import { evaluator } from '../../../src/detect/expression/evaluate';
import { ExpressionError } from '../../../src/detect/expression/expression';

const corpus = [
  '{"rnn": {"weight_hh_l0": [[1.5, -2e-3], [NaN, "inf"]]}, "seq_len": 50, "x": [[[1, 2], [3, 4]]]}',
  'import numpy as np\nn = 3\nW = 0.9 * np.eye(n)  # gradient-lens-ignore\nself.V: A = np.array([\n  [np.sqrt(2)/2, 1.], # c\n  (2**-0.5, -1_0),\n], dtype=float).T\n',
  'p = {"a": torch.nn.Parameter(torch.diag(torch.tensor([1.5, 0.5])))}\nf(bptt=35, W=((1, 2), (3, 4)))\n',
  'a:\n  W:\n    - [1, 2]\n    - - 3\n      - .5\n  V: &v [[1, 2], [3, 4]] # c\n---\n- *v\n- {seq_len: 20}\n',
  'import torch\nfrom torch import nn\nm = nn.LSTM(2, 2)\nopt = torch.optim.SGD(m.parameters(), 0.1)\nfor x in y:\n  if x:\n    scaler.scale(m(x)).backward(); scaler.step(opt)\n',
  'import optax, keras\no = optax.chain(optax.adam(1e-3,), optax.sgd(\n  0.1,  # rate\n))\nk = keras.optimizers.Adam(\n  lr=1,\n)\nm.compile("sgd")\n',
  "W = 0.5 * [1.5 0; 0 0.5]'; % c\nV = Float64[1, 2\n 3 ... x\n 4]; c = 'a'; d = [sqrt(2) -1; 3 - 1 4]\n",
  'W: tensor([[ 1.5,  0. ],\n        [ 0. ,  0.5]], grad_fn=<A>)\n[[1.5 0. ... 0.]\n ...\n [0. 0.5 nan inf]]\n',
  "local n = 8, b(x) = { type: 'lstm' }; { model: b(1) + { hidden_size: n * 2, x:: $.a[0], y+: [v for v in [1]] }, a: [if n > 3 then n else null] } { |||\n c\n||| : @'d' }",
];
const pieces = [
  '[',
  ']',
  '[[',
  ']]',
  '(',
  ')',
  '{',
  '}',
  ',',
  ';',
  '\n',
  '\r\n',
  ' ',
  "'",
  '"',
  '"""',
  '#',
  '%',
  '...',
  '-',
  '.',
  '1',
  'e',
  '=',
  ':',
  '*',
  '**',
  '😀',
  '\uFEFF',
  '\uD800',
  'np.',
  'np.array(',
  'np.eye(',
  '9**9**9',
  '1e400',
  '|',
  '>',
  '? ',
  '- ',
  '&a ',
  '*a',
];

/** A text of the corpus, cut, with pieces put in or parts taken out. */
const mutated = fc
  .tuple(
    fc.constantFrom(...corpus),
    fc.array(fc.tuple(fc.nat(400), fc.nat(8), fc.constantFrom('', ...pieces)), { maxLength: 8 }),
    fc.nat(400),
  )
  .map(([text, edits, cut]) => {
    let result = text;
    for (const [at, length, piece] of edits) result = result.slice(0, at) + piece + result.slice(at + length);
    return cut % 3 === 0 ? result.slice(0, cut) : result;
  });

function check(text: string, { matrices, problems, lengths, training }: Detection): void {
  let last = 0;
  for (const { name, range, matrix } of matrices) {
    assert.ok(range.start >= last && range.end > range.start && range.end <= text.length, 'in order, apart');
    last = range.end;
    assert.ok(name.length > 0 && name.length <= 120);
    assert.equal(matrix.data.length, matrix.rows * matrix.columns);
    assert.ok(matrix.data.length > 0 && matrix.data.every(Number.isFinite));
    assert.ok(!/^\s|\s$/.test(text.slice(range.start, range.end)), 'no blanks at the ends');
  }
  for (const { range, message } of problems) {
    assert.ok(range.start >= 0 && range.end >= range.start && range.end <= text.length);
    assert.match(message, /^[^\n]+\.$/);
  }
  for (const { range, mark, edits } of training) {
    let end = 0;
    for (const edit of edits) {
      assert.ok(
        edit.start >= end && edit.end >= edit.start && edit.end <= text.length,
        'edits in order, apart',
      );
      end = edit.end;
    }
    assert.ok(edits.length > 0 && range.start <= mark.start && mark.end <= range.end);
  }
  for (const { range, value } of lengths) {
    assert.equal(Number(text.slice(range.start, range.end).replaceAll('_', '')), value);
  }
}

describe('Detection, fuzzed', () => {
  for (const language of detectableLanguages) {
    it(`${language} throws nothing, and evaluates no more than the text holds`, () => {
      fc.assert(
        fc.property(mutated, (text) => {
          let evaluations = 0;
          const scalar = (source: string) => {
            evaluations++;
            return evaluator.scalar(source);
          };
          const evaluate = { scalar, matrix: (source: string) => evaluator.matrix(source) };
          check(text, detect(text, language, { maxEntries: 10_000, evaluate }));
          assert.ok(evaluations <= text.length);
        }),
        { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) },
      );
    });
  }

  it('expressions give a finite matrix or one sentence', () => {
    const parts = [
      ...pieces,
      'identity(3)',
      '[1 2; 3 4]',
      'randn(2)',
      'diag([1, 2])',
      '2',
      '0.5',
      '+',
      '/',
      '^',
      '@',
      "'",
      '.T',
      'seed=',
      'pi',
      'sqrt(',
    ];
    const expression = fc.array(fc.constantFrom(...parts), { maxLength: 8 }).map((list) => list.join(''));
    fc.assert(
      fc.property(fc.oneof(expression, fc.string({ maxLength: 40 })), (source) => {
        try {
          assert.ok(evaluator.matrix(source, { maxSize: 100, maxWork: 1e6 }).data.every(Number.isFinite));
        } catch (error) {
          if (!(error instanceof ExpressionError)) throw error;
          assert.ok(error.offset === undefined || (error.offset >= 0 && error.offset <= source.length));
        }
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) * 5 },
    );
  });
});
