import assert from 'node:assert/strict';
import { worthReading } from '../../../src/detect/worthReading';

/** Texts of a language that have to be read, and texts that need not be. */
const texts: readonly (readonly [language: string, read: readonly string[], unread: readonly string[]])[] = [
  [
    'python',
    [
      'W = np.diag((1.5, .5))',
      'W = np.array(((1.5, .2), (.1, 1.4)))',
      'W = (  # by rows :)\n  (1.5, .2),\n  (.1, 1.4),\n)',
      'W = (1.5, .2), (.1, 1.4)',
      'W = np.eye(3)',
      'W = torch.eye(2)',
      'from numpy import identity as I',
      'W = [[1.5, 0], [0, 0.5]]',
      '# W = [[1.5, 0], [0, 0.5]]',
      'loss.backward()',
      'rnn = nn.LSTM(8, 8)',
    ],
    ['', 'print("hello")', 'eyes = 2\n', '# Notes (by hand) follow.\nx = 1, 2\n'],
  ],
  [
    'yaml',
    [
      'W:\n  - - 1.5\n    - 0\n  - - 0\n    - 0.5\n',
      'W:\n- # first row\n  - 1.5\n  - 0\n',
      'W:\n  -\n    - 1.5\n    - 0\n',
      'W: [[1.5, 0], [0, 0.5]]',
      'cell: lstm\n',
      'clip: 1.0\n',
      'model_type: mamba\n',
    ],
    ['', 'name: on-call\nday: 2024-05-01\nshift: -3\n'],
  ],
  ['json', ['{"W": [[1, 2], [3, 4]]}', '{"cell": "GRU"}', '{"max_grad_norm": 1}'], ['{"name": "W"}']],
  ['jsonc', ['{"W": [ // rows\n [1, 2], [3, 4]]}', '{"model_type": "mamba"}'], ['// nothing\n{}']],
  ['jsonl', ['{"W": [[1, 2], [3, 4]]}\n'], ['{"loss": 0.5, "grad_norm": 2}\n']],
  ['toml', ['W = [\n  [1, 2],\n  [3, 4],\n]', 'cell = "rnn"'], ['name = "W"']],
  ['jsonnet', ['{cell: "rnn"}'], ['{W: [[1, 2]]}']],
  ['matlab', ['W = [1 2; 3 4]'], ['% nothing\nx = ones(3);']],
  ['julia', ['W = Float32[1 2; 3 4]'], ['x = 3']],
  ['plaintext', ['tensor([[1., 2.],\n        [3., 4.]])'], ['Nothing (at all) - really.']],
  ['markdown', [], ['[[1, 2], [3, 4]]']],
];

describe('whether a text is worth reading', () => {
  for (const [language, read, unread] of texts) {
    it(language, () => {
      for (const text of read) assert.ok(worthReading(text, language), text);
      for (const text of unread) assert.ok(!worthReading(text, language), text);
    });
  }

  it('is told of 10 MB at once, whatever they hold', () => {
    for (const part of [')', '(', ' ', '#,\n', '- ', '"model_type"', '(\n', 'grad_']) {
      worthReading(part.repeat(10e6 / part.length), 'python');
      worthReading(part.repeat(10e6 / part.length), 'yaml');
    }
  });
});
