import assert from 'node:assert/strict';
import { models, only } from './read';

const head = 'from torch import nn\nimport numpy as np\n';

/** Texts that must be read quickly and without a throw. */
const hostile: Readonly<Record<string, string>> = {
  'deep parentheses': `${head}rnn = nn.LSTM(8, ${'('.repeat(1500)}64${')'.repeat(1500)})\n`,
  'deep calls': `${head}rnn = nn.LSTM(8, ${'int('.repeat(1500)}64${')'.repeat(1500)})\n`,
  'a long sum': `${head}rnn = nn.LSTM(8, ${'1 + '.repeat(3000)}64)\n`,
  'a long product': `${head}W_hh = ${'0.5 * '.repeat(3000)}np.random.randn(64, 64)\n`,
  'a chain of constants': `${head}a0 = 64\n${Array.from({ length: 3000 }, (_, i) => `a${i + 1} = a${i}`).join('\n')}\nrnn = nn.LSTM(8, a3000)\n`,
  'a circle of constants': `${head}a = b\nb = c\nc = a\nrnn = nn.LSTM(a, b)\n`,
  'a constant of itself': `${head}a = a + 1\nrnn = nn.LSTM(8, a)\nW_hh = np.random.randn(a, a) * a\n`,
  'constants that double': `${head}a0 = 1\n${Array.from({ length: 60 }, (_, i) => `a${i + 1} = a${i} + a${i}`).join('\n')}\nrnn = nn.LSTM(8, a60)\n`,
  'a flag of itself': `${head}def f(flag=None, kind='x'):\n    flag = True if flag else flag\n    kind = 'a' if kind in (kind, 'b') else kind\n    return getattr(nn, kind.upper())(8, 3, bidirectional=flag)\n\nf(flag=f(flag=flag, kind=kind))\n`,
  'letters of itself': `${head}kind = kind.upper().lower()\nrnn = getattr(nn, kind.upper())(8, 3)\n`,
  'functions in a circle': `${head}def f(n):\n    return g(n)\n\ndef g(n):\n    return f(n)\n\nW_hh = f(8)\nrnn = nn.LSTM(8, f(3))\n`,
  'parameters in a circle': `${head}def f(a, b):\n    f(b, a)\n    return nn.LSTM(a, b)\n\nf(1, f(2, 3))\n`,
  'bases in a circle': `${head}class A(B):\n    pass\n\nclass B(A):\n    pass\n\nrnn = A(8, 64)\n`,
  'a class of itself': `${head}class LSTM(LSTM):\n    pass\n\nrnn = LSTM(8, 64)\n`,
  'radius of itself': `${head}r = max(abs(np.linalg.eigvals(r)))\nW_hh = np.random.randn(8, 8) / r\n`,
  'a dictionary of itself': `${head}d = {'a': d}\nrnn = nn.LSTM(8, d['a']['a']['a'])\n`,
  'getattr of getattr': `${head}rnn = ${'getattr('.repeat(500)}nn, 'LSTM'${')'.repeat(500)}(8, 64)\n`,
  'many models': head + 'rnn = nn.LSTM(8, 64)\n'.repeat(5000),
  'many matrices': head + Array.from({ length: 5000 }, (_, i) => `W${i} = np.random.randn(8, 8)`).join('\n'),
  'many callers': `${head}def make(n):\n    return nn.LSTM(8, n)\n\n${'make(64)\n'.repeat(5000)}`,
  'many loops over parameters': `${head}rnn = nn.LSTM(8, 64)\n${'for p in rnn.parameters():\n    nn.init.eye_(p)\n'.repeat(2000)}`,
  'many conditions': `${head}rnn = nn.LSTM(8, 64)\nfor n, p in rnn.named_parameters():\n    if 'x' in n:\n        pass\n${"    elif 'weight_hh' in n:\n        nn.init.eye_(p)\n".repeat(1500)}`,
  'deep loops': `${head}${Array.from({ length: 90 }, (_, i) => `${' '.repeat(i)}for x in y:\n`).join('')}${' '.repeat(90)}rnn = nn.LSTM(8, 64)\n`,
  'odd names': `${head}__proto__ = 64\nconstructor = __proto__\nrnn = nn.LSTM(8, constructor.hasOwnProperty('x'))\nx = constructor(__proto__)\n`,
  'cut in the middle': `${head}rnn = nn.LSTM(8, hidden_size=\nfor name, p in rnn.named_parameters(`,
};

describe('hostile models', () => {
  for (const [title, text] of Object.entries(hostile)) {
    it(title, () => {
      assert.ok(models(text).length <= 60);
    }).timeout(20_000);
  }

  it('every cut of a script', () => {
    const script = `${head}class Net(nn.Module):\n    def __init__(self, n=64):\n        self.rnn = nn.LSTM(8, n, num_layers=2)\n        for name, p in self.rnn.named_parameters():\n            if 'weight_hh' in name:\n                nn.init.orthogonal_(p)\n`;
    for (let end = 0; end <= script.length; end++) models(script.slice(0, end));
    assert.equal(only(script).initializer?.kind, 'orthogonal');
  });

  it('the same for Julia and MATLAB', () => {
    for (const language of ['julia', 'matlab'] as const) {
      models(`using Flux\nW = randn(${'('.repeat(3000)}8${')'.repeat(3000)}, 8)\n`, language);
      models(`n = n; W = randn(n) * ${'2 * '.repeat(3000)} n;\n`, language);
      models('lstmLayer('.repeat(2000), language);
    }
  });
});
