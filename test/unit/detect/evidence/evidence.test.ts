import assert from 'node:assert/strict';
import type { FeedbackEvidence } from '../../../../src/core/role/evidence';
import { fromRows } from '../../../../src/core/linalg/matrix';
import type { DetectableLanguage } from '../../../../src/detect/candidate';
import { applyChanges, type SpectralFigures } from '../../../../src/detect/evidence/changes';
import { mentionsRecurrence } from '../../../../src/detect/evidence/mentions';
import { judge } from './judged';

const literal = 'np.array([[0.7, 0.3], [0.2, 0.6]])';
/** What stands below `import numpy as np` and `A = …`. */
const python = (code: string, name = 'A') => `import numpy as np\n${name} = ${literal}\n${code}\n`;
const first = (text: string, language: DetectableLanguage = 'python') => judge(text, language)[0]!;
const feedback = (text: string, language: DetectableLanguage = 'python'): FeedbackEvidence | undefined => {
  const { evidence } = first(text, language).witness;
  return evidence.find((item): item is FeedbackEvidence => item.kind === 'feedback');
};

describe('feedback', () => {
  const forms: readonly (readonly [FeedbackEvidence['form'], string])[] = [
    ['loop', 'for x in xs:\n    h = np.tanh(A @ h + x)'],
    ['loop', 'while True:\n    h = f(h @ A)'],
    ['loop', 'for x in xs:\n    hs.append(np.tanh(np.dot(A, hs[-1]) + x))'],
    ['loop', 'for t in range(9):\n    h[t + 1] = np.tanh(A @ h[t])'],
    ['loop', 'for x in xs:\n    old = h\n    a = A @ old + x\n    h = np.tanh(a)'],
    ['loop', 'h_prev = h0\nfor x in xs:\n    h = np.tanh(A @ h_prev + x)\n    h_prev = h'],
    ['loop', 'def f(m, h):\n    return np.tanh(m @ h)\nfor x in xs:\n    h = f(A, h)'],
    ['loop', 'def f(h, x):\n    return np.tanh(A @ h), x\nfor x in xs:\n    h, y = f(h, x)'],
    ['loop', 'B = A\nfor x in xs:\n    h = np.tanh(B @ h)'],
    ['scan', 'h, ys = lax.scan(lambda h, x: (np.tanh(A @ h), x), h0, xs)'],
    ['scan', 'h = lax.fori_loop(0, 9, lambda i, h: A @ h, h0)'],
    ['recursion', 'def f(h, n):\n    return f(A @ h, n - 1)'],
    ['step', 'def cell(x, h):\n    return np.tanh(A @ h + x)'],
    ['attribute', 'class C:\n    def go(self, x):\n        self.q = np.tanh(A @ self.q + x)'],
    ['unrolled', 'a = np.tanh(A @ h)\nb = np.tanh(A @ a)'],
    ['power', 'B = np.linalg.matrix_power(A, k)'],
    ['power', 'B = A @ A @ A'],
    ['power', 'def f(m):\n    for k in range(9):\n        print(np.linalg.matrix_power(m, k))\nf(A)'],
    ['power', 'B = np.linalg.multi_dot([A] * 9)'],
  ];
  for (const [form, code] of forms) {
    it(`by ${form}: ${code.replace(/\s+/g, ' ')}`, () => {
      const found = feedback(python(code));
      assert.equal(found?.form, form);
      assert.ok(first(python(code)).decision.judged);
    });
  }

  const none = [
    'y = A @ x',
    'y = B @ relu(A @ x)',
    'for x in xs:\n    y = A @ x',
    'for x in xs:\n    x = A @ x',
    'for i in range(9):\n    p[i] = A @ p[i]',
    'def forward(x):\n    x = relu(A @ x)\n    return x',
    'def f(x):\n    return A @ x',
    'for A in others:\n    h = A @ h',
    'for x in xs:\n    x = A.T @ (A @ x - y)',
    'B = A @ A',
    'B = A ** 3',
    '# for x in xs: h = A @ h\n"""h = A @ h"""',
    'for x in xs:\n    h = A * h',
    'for x in xs:\n    h = np.linalg.solve(A, h)',
    'for n in range(3):\n    print(A @ A.T)',
  ];
  for (const code of none) {
    it(`is none: ${code.replace(/\s+/g, ' ')}`, () => {
      assert.equal(feedback(python(code)), undefined);
      assert.ok(!first(python(code)).decision.judged);
    });
  }

  const against: readonly (readonly [string, string])[] = [
    ['normalized', 'for x in xs:\n    v = A @ v\n    v = v / np.linalg.norm(v)'],
    ['integration', 'for x in xs:\n    y = y + 0.1 * (A @ y)'],
    ['mixed', 'for z in zs:\n    y = A @ y\n    y = y + K @ (z - H @ y)'],
    ['gate', 'for x in xs:\n    h = (A @ h) * np.tanh(B @ h)'],
    ['quadratic-form', 'for z in zs:\n    P = A @ P @ A.T\n    y = A @ y'],
  ];
  for (const [kind, code] of against) {
    it(`is opposed by ${kind}`, () => {
      const { witness, decision } = first(python(code));
      assert.ok(
        witness.vetoes.some((veto) => veto.kind === kind),
        JSON.stringify(witness),
      );
      assert.ok(!decision.judged);
    });
  }

  it('tells the line, the state, the activation and how often the loop turns', () => {
    const text = python('n = 40\nh = h0\nfor t in range(1, n):\n    h = np.tanh(A.T @ h)');
    const { range, state, activation, steps, transposed } = feedback(text)!;
    assert.equal(text.slice(range.start, range.end), 'A.T @ h');
    assert.deepEqual([state, activation, steps?.value, transposed], ['h', 'np.tanh', 39, true]);
  });

  it('reads leaks, in whatever form', () => {
    const step = (code: string) => feedback(python(`a = 0.25\nfor x in xs:\n    ${code}`))?.leak;
    assert.deepEqual(step('h = (1 - a) * h + a * np.tanh(A @ h)'), { keep: 0.75, gain: 0.25 });
    assert.deepEqual(step('h += a * (-h + np.tanh(A @ h))'), { keep: 0.75, gain: 0.25 });
    assert.deepEqual(step('h = h + (np.tanh(A @ h) - h) / 4'), { keep: 0.75, gain: 0.25 });
    assert.equal(step('h = (1 - q) * h + q * np.tanh(A @ h)'), null);
    assert.equal(step('h = np.tanh(A @ h)'), undefined);
  });

  it('belongs to the matrix that a name holds there', () => {
    const text = `import numpy as np\nA = ${literal}\ny = A @ x\nA = np.array([[0.1, 0.5], [0.9, 0.2]])\nfor x in xs:\n    h = np.tanh(A @ h)\n`;
    assert.deepEqual(
      judge(text, 'python').map(({ decision }) => decision.judged),
      [false, true],
    );
  });

  it('stands in MATLAB and Julia as well', () => {
    const matlab = 'A = [0.7 0.3; 0.2 0.6];\n';
    const julia = 'A = [0.7 0.3; 0.2 0.6]\n';
    const found = (text: string, language: DetectableLanguage) => feedback(text, language)?.form;
    assert.equal(found(`${matlab}for t = 1:30\n  h = tanh(A*h + x(:,t));\nend`, 'matlab'), 'loop');
    assert.equal(feedback(`${matlab}for t = 1:30\n  h = tanh(A*h);\nend`, 'matlab')?.steps?.value, 30);
    assert.equal(found(`${matlab}B = A^k;`, 'matlab'), 'power');
    assert.equal(found(`${matlab}y = A * x;`, 'matlab'), undefined);
    assert.equal(found(`${matlab}% h = A*h in a loop`, 'matlab'), undefined);
    assert.equal(found(`${julia}h = foldl((h, x) -> tanh.(A * h + x), xs; init=h0)`, 'julia'), 'scan');
    assert.equal(found(`${julia}step(h, x) = tanh.(A * h .+ x)`, 'julia'), 'step');
    assert.equal(found(`${julia}f(x) = A * x`, 'julia'), undefined);
  });
});

describe('evidence', () => {
  it('comes from the place in a layer where a matrix is put', () => {
    const kinds = (code: string) => first(python(code)).witness.evidence.map(({ kind }) => kind);
    assert.deepEqual(kinds('rnn.weight_hh_l0.copy_(torch.tensor(A))'), ['constructor']);
    assert.deepEqual(kinds('setattr(rnn, "weight_hh_l0", A)'), ['constructor']);
    assert.deepEqual(kinds('layer = SimpleRNN(2)\nlayer.set_weights([K, A, b])'), ['constructor']);
    assert.deepEqual(kinds('layer = Dense(2)\nlayer.set_weights([A, b])'), []);
    assert.deepEqual(kinds('layer = SimpleRNN(2)\nlayer.set_weights([A, R, b])'), []);
  });

  it('comes from the name of a parameter that means nothing else', () => {
    const handed = first(python('cell = Cell(W_hh=A, W_xh=B)')).witness.evidence;
    assert.deepEqual(
      handed.map(({ kind }) => kind),
      ['name'],
    );
    const code = 'class Cell:\n    def __init__(self, W_hh):\n        self.W_hh = W_hh\ncell = Cell(A)';
    assert.deepEqual(
      first(python(code)).witness.evidence.map(({ kind }) => kind),
      ['name'],
    );
  });

  it('is none where W multiplies something else', () => {
    const { witness, decision } = first(python('y = W @ x', 'W'));
    assert.deepEqual(
      witness.vetoes.map(({ kind }) => kind),
      ['feedforward-use'],
    );
    assert.deepEqual([decision.role, decision.judged], ['feedforward', false]);
    assert.ok(first(python('print(W)', 'W')).decision.judged);
  });

  it('calls W1 and W2 of a network feed-forward layers', () => {
    const text = `import numpy as np\nW1 = ${literal}\nW2 = ${literal}\nprint(W2 @ relu(W1 @ x))\n`;
    assert.deepEqual(
      judge(text, 'python').map(({ decision: { role, judged } }) => [role, judged]),
      [
        ['feedforward', false],
        ['feedforward', false],
      ],
    );
  });

  it('keeps up with programs of hostile depth and length', () => {
    const deep = python(`h = ${'f('.repeat(500)}A @ h${')'.repeat(500)}`);
    const calls = python(
      Array.from({ length: 60 }, (_, i) => `def f${i}(h):\n    return f${i + 1}(f${i + 1}(A @ h))`).join(
        '\n',
      ),
    );
    const loops = python(Array.from({ length: 60 }, (_, i) => `${' '.repeat(i)}for x${i} in xs:`).join('\n'));
    const wide = python(
      Array.from({ length: 2000 }, (_, i) => `v${i + 1} = np.tanh(A @ v${i} + v${i})`).join('\n'),
    );
    // What grew with the square of these would be stopped by the suite's limit.
    for (const text of [deep, calls, loops, wide]) assert.equal(judge(text, 'python').length, 1);
    for (const text of ['['.repeat(5000), 'for i=1:9,'.repeat(3000), 'a('.repeat(3000), "'".repeat(3000)]) {
      assert.equal(judge(`A = [0.5 0.1; 0.2 0.4];\n${text}`, 'matlab').length, 1);
      assert.equal(judge(`A = [0.5 0.1; 0.2 0.4]\n${text}`, 'julia').length, 1);
    }
  });
});

describe('changes', () => {
  const changes = (code: string) =>
    first(python(code)).witness.changes.map((change) => {
      const { range, ...rest } = change;
      assert.ok(range.end > range.start);
      return rest;
    });

  it('are followed where they stand in the text', () => {
    assert.deepEqual(changes('A *= 0.5'), [{ kind: 'scale', factor: 0.5 }]);
    assert.deepEqual(changes('A = 2 * A / 4'), [{ kind: 'scale', factor: 0.5 }]);
    assert.deepEqual(changes('A[0, 1] = -3'), [{ kind: 'entry', row: 0, column: 1, value: -3 }]);
    const radius = [{ kind: 'spectral-radius', radius: 0.9 }];
    assert.deepEqual(changes('A = A / np.abs(np.linalg.eigvals(A)).max() * 0.9'), radius);
    assert.deepEqual(changes('r = 0.9\nA *= r / np.max(np.abs(np.linalg.eigvals(A)))'), radius);
    assert.deepEqual(changes('A = 0.9 * A / max(abs(np.linalg.eigvals(A)))'), radius);
    assert.deepEqual(changes('A = A / np.linalg.norm(A, 2)'), [{ kind: 'spectral-norm', norm: 1 }]);
    assert.deepEqual(changes('for x in xs:\n    A -= lr * grad'), [{ kind: 'trained' }]);
  });

  it('leave a matrix alone where they cannot be followed', () => {
    for (const code of [
      'A *= q',
      'A[mask] = 0',
      'A = A + B',
      'np.fill_diagonal(A, 0)',
      'if q:\n    A *= 2',
      'A /= A.sum()',
    ]) {
      const { witness, decision } = first(python(`${code}\nfor x in xs:\n    h = np.tanh(A @ h)`));
      assert.deepEqual(
        witness.changes.map(({ kind }) => kind),
        ['unknown'],
        code,
      );
      assert.ok(!decision.judged, code);
    }
  });

  it('are applied in order', () => {
    const figures: SpectralFigures = { spectralRadius: () => 2, sigmaMax: () => 4 };
    const range = { start: 0, end: 1 };
    const matrix = fromRows([
      [1, 2],
      [3, 4],
    ]);
    const apply = (...list: Parameters<typeof applyChanges>[1]) => applyChanges(matrix, list, figures);
    assert.deepEqual([...apply({ kind: 'scale', factor: 2, range })!.data], [2, 4, 6, 8]);
    assert.deepEqual([...apply({ kind: 'spectral-radius', radius: 1, range })!.data], [0.5, 1, 1.5, 2]);
    assert.deepEqual([...apply({ kind: 'spectral-norm', norm: 1, range })!.data], [0.25, 0.5, 0.75, 1]);
    const entry = { kind: 'entry', row: 1, column: 0, value: 9, range } as const;
    assert.deepEqual([...apply(entry, { kind: 'trained', range })!.data], [1, 2, 9, 4]);
    assert.equal(apply({ kind: 'unknown', range }), null);
    assert.equal(apply({ ...entry, row: 2 }), null);
    assert.deepEqual([...matrix.data], [1, 2, 3, 4]);
  });
});

describe('mentionsRecurrence', () => {
  it('knows the words, in code and in prose', () => {
    for (const text of ['nn.RNN(2, 3)', 'LSTM', 'h_prev = h', 'exploding gradients', 'echo state network']) {
      assert.ok(mentionsRecurrence(text), text);
    }
    for (const text of ['K = np.array([[800, 0], [0, 800]])', 'group by', 'warning']) {
      assert.ok(!mentionsRecurrence(text), text);
    }
  });
});
