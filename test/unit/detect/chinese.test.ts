// What detection says is Chinese where the editor is.
import assert from 'node:assert/strict';
import { evaluator } from '../../../src/detect/expression/evaluate';
import { rewriteMatrix } from '../../../src/detect/edits/rewrite';
import type { DetectableLanguage } from '../../../src/detect/candidate';
import { editOf } from '../../../src/detect/config/edits';
import { memoryText } from '../../../src/present/config/memory';
import { assertChinese, speakChinese } from '../chinese';
import { detection } from './found';

/** The only problem of a text. */
function problem(text: string, language: DetectableLanguage, maxEntries?: number): string {
  const { problems } = detection(text, language, maxEntries);
  assert.equal(problems.length, 1, JSON.stringify(problems));
  return problems[0]!.message;
}

/** What the evaluator objects. */
function objection(source: string): string {
  try {
    evaluator.matrix(source, { maxWork: 1e6 });
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`${source} is a matrix`);
}

describe('detection in Chinese', () => {
  speakChinese();

  const flaws: [string, DetectableLanguage, string, ...string[]][] = [
    ['NaN', 'python', 'W = np.array([[1, nan], [3, 4]])', '第 1 行第 2 列：nan 不是有限数'],
    ['a variable', 'plaintext', 'W = array([[1, 2], [lstm, 4]])', '第 2 行第 1 列：lstm 不是文本中写明的数'],
    [
      'rows of two lengths',
      'python',
      'W = np.array([[1, 2], [3]])',
      '第 2 行有 1 个元素，而第 1 行有 2 个元素',
    ],
    [
      'a number for a row',
      'plaintext',
      'W = array([[1, 2], 3])',
      '第 2 行不是数的列表，而第 1 行有 2 个元素',
    ],
    [
      'a printed gap',
      'plaintext',
      'W = array([[1, 2, ..., 3],\n ...,\n [3, 4, ..., 5]])',
      'np.set_printoptions(threshold=sys.maxsize)',
    ],
    ['nothing', 'plaintext', 'W = array([[]])', '没有元素'],
  ];
  for (const [what, language, text, ...kept] of flaws) {
    it(`a matrix with ${what}`, () => {
      assertChinese(problem(text, language), kept);
    });
  }

  it('a matrix over the limit', () => {
    assertChinese(problem('W = np.array([[1, 2], [3, 4]])', 'python', 3), ['2 × 2', '上限 3']);
  });

  const expressions: [string, ...string[]][] = [
    ['', '0.9*identity(64)'],
    ['[[1, 2], [3]]', '第 2 行有 1 个元素', '第 1 行有 2 个'],
    ['[1 2; 3]', '元素'],
    ['ones(2, 3) * ones(2, 3)', '2×3'],
    ['ones(2, 3) + ones(3, 2)', '2×3', '3×2'],
    ['identity(2) + 1', 'identity(n)'],
    ['ones(2, 3)^2', '2×3'],
    ['identity(2)^0.5', '10000'],
    ['identity(2)^identity(2)', '10000'],
    ['identity(1e9)', '1,000,000,000 × 1,000,000,000', '1,024'],
    ['identity(0.5)', '整数'],
    ['identity([1, 2, 3])', 'identity(64)'],
    ['diag(3)', 'diag([1.5, 0.5])'],
    ['orthogonal((2, 3))', 'orthogonal(32)'],
    ['array()', '[[1.5, 0], [0, 0.5]]'],
    ['2 + 2', '0.9*identity(64)'],
    ['1/0', '不是有限数'],
    ['[[1, 2], [3, 9^9^9]]', '第 2 行第 2 列'],
    ['W', 'W'],
    ['[[1, "a"]]', '引号'],
    ['a = 3', '四则运算'],
    ['2 identity(2)', '*'],
    ['1 / identity(2)', '矩阵只能除以数'],
    ['identity(2) > 1', '+ - * / ^'],
    ['[]', '括号内为空'],
    ['[1, [2, 3]]', '第 2 个元素'],
    ['[[1, 2], identity(2)]', '第 2 行是 2×2 矩阵'],
    ['f(3)', 'f'],
    ['sin(identity(2))', 'sin'],
    ['sin()', 'sin'],
    ['ones(2, size=3)', 'size='],
    ['[1, 2', '['],
    ['1, 2]', ']'],
    [`${'('.repeat(60)}1`, '嵌套过深'],
    ['identity(2) *', '表达式'],
    ['* identity(2)', '此处应有值'],
    ['1 } 2', '运算符 }'],
    ['1 @ 2 @', '表达式'],
    ['0x', '“0x”'],
    ['1 = 2', '赋值'],
    ['1'.repeat(20_000), '10000'],
    ['identity(200)*identity(200)', '耗时过长'],
  ];
  for (const [source, ...kept] of expressions) {
    it(`the expression ${source.slice(0, 40)}`, () => {
      assertChinese(objection(source), kept);
    });
  }

  const wide = 'x'.repeat(400_000);
  const configs: [string, DetectableLanguage, string, ...string[]][] = [
    [
      'text for a number',
      'json',
      '{"rnn_type": "LSTM", "hidden_size": "big"}',
      'hidden_size: big',
      '1',
      '1000000',
    ],
    [
      'text for a threshold',
      'yaml',
      'rnn_type: LSTM\nhidden_size: 8\nclip_grad_norm: much\n',
      'clip_grad_norm: much',
    ],
    ['a key twice', 'yaml', 'rnn_type: LSTM\nhidden_size: 8\nhidden_size: 9\n', 'hidden_size', '多次'],
    ['an exponent', 'yaml', 'rnn_type: LSTM\nhidden_size: 8\nclip_grad_norm: 1e-3\n', '1e-3', '1.0e-3'],
    ['broken TOML', 'toml', 'rnn_type = "LSTM"\nhidden_size = = 8\n', 'TOML'],
    ['too many brackets in TOML', 'toml', `lstm = ${'['.repeat(300)}`, '200'],
    ['too many brackets in YAML', 'yaml', `lstm: ${'['.repeat(300)}`, '嵌套过深'],
    ['too many brackets in JSON', 'json', `{"lstm": ${'['.repeat(600)}`, '500'],
    ['too much YAML', 'yaml', `rnn_type: LSTM\nhidden_size: 8\n# ${wide}\n`, '300,000', 'YAML'],
    ['too much TOML', 'toml', `W = [[1, 2], [3, 4]]\n# ${wide}${wide}${wide}\n`, '1,000,000'],
  ];
  for (const [what, language, text, ...kept] of configs) {
    it(`a config with ${what}`, () => {
      // The parser of TOML says its reason in its own words.
      assertChinese(problem(text, language), kept, /（[^）]*）/);
    });
  }

  it('a bomb of aliases', () => {
    const levels = Array.from({ length: 8 }, (_, i) =>
      i === 0
        ? 'a0: &a0 [lstm]'
        : `a${i}: &a${i} [${Array(9)
            .fill(`*a${i - 1}`)
            .join(', ')}]`,
    );
    assertChinese(problem(`${levels.join('\n')}\nrnn: {hidden_size: 8}\n`, 'yaml'), ['20,000']);
  });

  const models: readonly object[] = [
    { model_type: 'mamba', state_size: 16, time_step_min: 0.001, time_step_max: 0.1 },
    { model_type: 'mamba2', num_heads: 8, state_size: 16, time_step_min: 0.001, time_step_limit: [0.1, 1] },
    { ssm_cfg: { layer: 'Mamba2', A_init_range: [1, 16], dt_max: 0.1 } },
    { model_type: 'bamba', mamba_n_heads: 8, mamba_d_state: 16 },
    { model_type: 'jamba', mamba_d_state: 16 },
    { model_type: 'recurrent_gemma', lru_width: 2560 },
    { model_type: 'rwkv', attention_hidden_size: 64, context_length: 1024 },
    { model_type: 'qwen3_next', linear_num_value_heads: 32 },
    { model_type: 'xlstm', gate_soft_cap: 15 },
  ];
  for (const model of models) {
    it(`the memory of ${JSON.stringify(model)}`, () => {
      const { memoryKeys } = detection(JSON.stringify(model), 'json');
      assert.equal(
        memoryKeys.length,
        Object.keys('ssm_cfg' in model ? (model.ssm_cfg as object) : model).length - 1,
      );
      for (const { value } of memoryKeys) assertChinese(memoryText(value.meaning));
    });
  }

  it('changes to a config', () => {
    const text = '{"rnn_type": "RNN", "hidden_size": 8, "bptt": 35, "grad_clip": 9, "nonlinearity": "relu"}';
    const [config] = detection(text, 'json').configs;
    const titles = (
      [
        { kind: 'set-number', field: 'sequenceLength', number: '20' },
        { kind: 'set-number', field: 'clipping', number: '1' },
        { kind: 'set-number', field: 'hiddenSize', number: '16' },
        { kind: 'set', field: 'cell', word: 'LSTM' },
        { kind: 'set', field: 'activation', word: 'tanh' },
      ] as const
    ).map((fix) => editOf(text, 'json', config!, fix)?.title);
    assert.deepEqual(titles, [
      '截断：bptt 改为 20 步',
      '裁剪：grad_clip 改为 1',
      '把 hidden_size 设为 16',
      '改用 LSTM',
      '把 nonlinearity 设为 tanh',
    ]);
  });

  it('changes to training scripts', () => {
    const scripts = [
      'import torch\nmodel = torch.nn.LSTM(2, 2)\nopt = torch.optim.Adam(model.parameters())\nfor x in data:\n    loss = model(x)\n    loss.backward()\n    opt.step()\n',
      'import torch\nmodel = torch.nn.LSTM(2, 2)\nopt = torch.optim.Adam(model.parameters())\nfor x in data:\n    loss = model(x)\n    loss.backward()\n    opt.step(closure=lambda: model(x).sum().backward().item())\n',
      'from tensorflow import keras\nopt = keras.optimizers.Adam(1e-3)\nmodel.compile(optimizer="adam")\nkeras.layers.LSTM(8, unit_forget_bias=False)\n',
      'import optax\nopt = optax.adam(1e-3)\n',
      'import lightning as L\nL.Trainer(max_epochs=3)\n',
    ];
    const fixes = scripts.map((text) => detection(text, 'python').training);
    assert.deepEqual(
      fixes.map(({ length }) => length),
      [2, 2, 3, 1, 1],
    );
    for (const { title, concern } of fixes.flat()) {
      assertChinese(title);
      if (concern !== null) assertChinese(concern);
    }
    assert.ok(fixes[0]!.some(({ concern }) => concern !== null));
    assert.match(fixes[0]!.map(({ title }) => title).join(), /在 opt\.step\(\) 之前把梯度范数裁剪到 1\.0/);
  });

  it('refusals to rewrite a matrix', async () => {
    const reshape = { kind: 'polar', gain: 0.3 } as const;
    const refusal = async (text: string, end?: number): Promise<string> => {
      const [candidate] = detection(text, 'python').matrices;
      const range = { start: candidate!.range.start, end: end ?? candidate!.range.end };
      try {
        await rewriteMatrix({
          ...{ text, languageId: 'python', range, reshape, precision: 'literal', maxEntries: 1e6 },
        });
      } catch (error) {
        return (error as Error).message;
      }
      throw new Error('it was rewritten');
    };
    assertChinese(await refusal('W = np.array([[1, 2], [3, 4]])', 3), ['原来的位置']);
    assertChinese(await refusal('W = np.array([[1, 2], [3, 4]], dtype=np.int64)'), ['整数类型']);
  });
});
