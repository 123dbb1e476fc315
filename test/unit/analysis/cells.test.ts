import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DocumentAnalysis } from '../../../src/analysis/document/documentAnalysis';
import { defaultThresholds } from '../../../src/core/analysis';
import { CancellationError } from '../../../src/shared/rpc';
import type { DocumentReport } from '../../../src/shared/service';

const options = { steps: 30, activation: 'tanh', thresholds: defaultThresholds } as const;
const analysis = new DocumentAnalysis();
const read = (text: string, languageId: string): Promise<DocumentReport> =>
  analysis.document({ text, languageId, options, limits: { size: 512 } });

/** Every cell in one line, and the matrices that are judged by themselves. */
async function told(text: string, languageId: string): Promise<string[]> {
  const { cells, findings } = await read(text, languageId);
  return [
    ...cells.map(({ name, range, record }) => {
      const line = text.slice(0, range.start).split('\n').length;
      return `${name}: ${record!.cell} ${record!.hiddenSize}/${record!.inputSize} in line ${line}`;
    }),
    ...findings.filter(({ decision }) => decision.judged).map(({ name }) => `matrix ${name}`),
  ];
}

const hh = (rows: number, scale = 1) =>
  JSON.stringify(Array.from({ length: rows }, (_, i) => [scale * Math.cos(i), scale * Math.sin(2 * i)]));
const vector = (length: number) => JSON.stringify(Array.from({ length }, (_, i) => i / 10));
const lstm = (hidden = hh(8)) => ({
  weight_ih_l0: JSON.parse(hh(8)) as unknown,
  weight_hh_l0: JSON.parse(hidden) as unknown,
  bias_ih_l0: JSON.parse(vector(8)) as unknown,
  bias_hh_l0: JSON.parse(vector(8)) as unknown,
});

describe('cells in texts', () => {
  it('of the shared cases: an LSTM in JSON, two layers, assigned weights', async () => {
    const text = (name: string): string => readFileSync(`test/cases/text/recall/${name}`, 'utf8');
    assert.deepEqual(await told(text('r20_lstm_weights.json'), 'json'), ['rec: lstm 2/1 in line 4']);
    assert.deepEqual(await told(text('r22_stacked_rnn.json'), 'json'), [
      'rnn: rnn 2/2 in line 3',
      'rnn: rnn 2/2 in line 5',
    ]);
    const { cells } = await read(text('r35_set_weight.py'), 'python');
    assert.deepEqual(
      cells.map(({ name, record }) => [name, record?.activation]),
      [['rnn', 'relu']],
    );
  });

  it('in JSON, JSON Lines, YAML, TOML and what is printed', async () => {
    const wanted = (line: number): string[] => [`rnn: lstm 2/2 in line ${line}`];
    const object = {
      epoch: 3,
      state_dict: {
        rnn: lstm(),
        fc: {
          weight: [
            [1, 2],
            [3, 4],
          ],
        },
      },
    };
    assert.deepEqual(await told(JSON.stringify(object), 'json'), wanted(1));
    const flat = Object.entries(lstm()).map(([key, value]) => `"rnn.${key}": ${JSON.stringify(value)}`);
    assert.deepEqual(await told(`{${flat.join(',\n')}}`, 'json'), wanted(2));
    assert.deepEqual(await told(`{"loss": 1}\n${JSON.stringify({ rnn: lstm() })}`, 'jsonl'), [
      '[1].rnn: lstm 2/2 in line 2',
    ]);
    const keys = Object.entries(lstm()).map(([key, value]) => [key, JSON.stringify(value)] as const);
    assert.deepEqual(
      await told(`rnn:\n${keys.map(([key, value]) => `  ${key}: ${value}`).join('\n')}`, 'yaml'),
      wanted(3),
    );
    assert.deepEqual(
      await told(`[rnn]\n${keys.map(([key, value]) => `${key} = ${value}`).join('\n')}`, 'toml'),
      wanted(3),
    );
    const printed = keys.map(([key, value]) => `('rnn.${key}', tensor(${value}))`).join(',\n');
    assert.deepEqual(await told(`OrderedDict([${printed}])`, 'plaintext'), wanted(2));
    const named = keys.map(([key, value]) => `rnn.${key}\n${value.replaceAll(',', ' ')}`).join('\n\n');
    assert.deepEqual(await told(named, 'plaintext'), wanted(5));
  });

  it('biases and gate order count: other biases, other figures', async () => {
    const of = async (weights: object) =>
      (await read(JSON.stringify({ rnn: weights }), 'json')).cells[0]!.record!;
    const biased = await of(lstm());
    const rest = { ...lstm(), bias_ih_l0: undefined };
    const unbiased = await of(rest);
    assert.equal(biased.framework, 'pytorch');
    assert.deepEqual(
      biased.gates.map(({ gate }) => gate),
      ['i', 'f', 'g', 'o'],
    );
    assert.notEqual(biased.rest.log10Gain, unbiased.rest.log10Gain);
    assert.notEqual(biased.gatePath!.halfLife.p50, unbiased.gatePath!.halfLife.p50);
  });

  it('in code: PyTorch, Keras, and weights by hand in a loop that feeds back', async () => {
    const torch = Object.entries(lstm()).map(
      ([key, value]) => `net.rnn.${key}.copy_(torch.tensor(${JSON.stringify(value)}))`,
    );
    assert.deepEqual(await told(`import torch\n${torch.join('\n')}`, 'python'), [
      'net.rnn: lstm 2/2 in line 3',
    ]);
    const [k, r, b] = [
      '[[0.5, 0.2, 0.1, 0.4, 0.3, 0.6]]',
      '[[1.5, 0.2, 0.1, 0.4, 0.3, 0.6], [0.5, 0.2, 1.1, 0.4, 0.3, 0.6]]',
      vector(6),
    ];
    const keras = `import numpy as np\nfrom keras.layers import GRU\nk = np.array(${k})\nr = np.array(${r})\nlayer = GRU(2)\nlayer.set_weights([k, r, np.array(${b})])\n`;
    assert.deepEqual(await told(keras, 'python'), ['layer: gru 2/1 in line 4']);
    assert.deepEqual(await told(`{"gru": {"weights": [${k},\n${r}, ${b}]}}`, 'json'), [
      'gru.weights: gru 2/1 in line 2',
    ]);
    const weights =
      'import numpy as np\nWxh = np.array([[0.5], [0.2]])\nWhh = np.array([[0.9, 0.3], [0.1, 0.8]])\nbh = np.array([0.1, 0.2])\n';
    const loop = (step: string): string =>
      `${weights}h = np.zeros(2)\nfor x in range(20):\n    h = ${step}\n`;
    assert.deepEqual(await told(loop('np.tanh(Whh @ h + Wxh @ x + bh)'), 'python'), [
      'Whh: rnn 2/1 in line 3',
    ]);
    const { cells } = await read(loop('np.maximum(0, Whh @ h + Wxh @ x + bh)'), 'python');
    assert.deepEqual(
      cells.map(({ record, options: { steps, stepsFrom } }) => [record?.cell, steps, stepsFrom]),
      [['rnn', 20, 'file']].slice(0, cells.length),
    );
    // A leaky or linear step is no such cell; the matrix knows it.
    assert.deepEqual(await told(loop('0.9 * h + 0.1 * np.tanh(Whh @ h + Wxh @ x)'), 'python'), [
      'matrix Whh',
    ]);
    assert.deepEqual(await told(loop('Whh @ h + Wxh @ x'), 'python'), ['matrix Whh']);
  });

  it('a matrix a gate, and one for state and input together where the code says in which order', async () => {
    const gates = (shape: string): string =>
      ['f', 'i', 'c', 'o']
        .map((g) => `W_${g} = np.array(${shape})\nb_${g} = np.array([0.1, 0.2])`)
        .join('\n');
    const joined = `import numpy as np\n${gates('[[0.5, 0.1, 0.4], [0.2, 0.3, 0.6]]')}\nz = np.concatenate((h, x))\nf = sigmoid(W_f @ z + b_f)\n`;
    assert.deepEqual(await told(joined, 'python'), ['lstm: lstm 2/1 in line 4']);
    assert.deepEqual(await told(joined.replace('(h, x)', '(p, q)'), 'python'), []);
  });

  it('its members have no verdict of their own, also the ones that nothing else explains', async () => {
    const { findings, cells } = await read(
      JSON.stringify({ rnn: lstm('[[2,0],[0,2],[2,0],[0,2],[2,0],[0,2],[2,0],[0,2]]') }),
      'json',
    );
    assert.equal(cells.length, 1);
    assert.ok(findings.length >= 2);
    assert.ok(
      findings.every(({ decision, summary, cell }) => !decision.judged && !summary && cell === 'rnn'),
    );
  });

  it('what is expected of a test, what changes below, wavelets and dense layers are no cells', async () => {
    const square = '[[0.5, 0.1], [0.2, 0.4]]';
    for (const text of [
      `expected_Whh = np.array(${square})\nexpected_Wxh = np.array(${square})`,
      `w_ll = np.array(${square})\nw_lh = np.array(${square})\nw_hh = np.array(${square})\nw_ih = np.array(${square})`,
      `dense.set_weights([np.array(${square}), np.array([0.1, 0.2])])`,
      `model.set_weights([np.array(${square}), np.array([0.1, 0.2]), np.array(${square}), np.array([0.1, 0.2])])`,
    ]) {
      assert.deepEqual((await read(`import numpy as np\n${text}\n`, 'python')).cells, [], text);
    }
  });

  it('a model that is printed again and again is read every time, up to a limit', async () => {
    const once = Object.entries(lstm())
      .map(([key, value]) => `rnn.${key} = ${JSON.stringify(value)}`)
      .join('\n');
    assert.equal((await read(`${once}\n\n${once}`, 'plaintext')).cells.length, 2);
    assert.equal((await read(`${once}\n\n`.repeat(150), 'plaintext')).cells.length, 64);
  });

  it('an edit elsewhere costs no figures, a canceled call ends, a large cell waits to be asked', async () => {
    // A cell that no other test reads.
    const text = JSON.stringify({ rnn: lstm(hh(8, 1.02)) });
    const stepsOfWork = async (edited: string, mostSteps = Infinity): Promise<[number, DocumentReport]> => {
      let steps = 0;
      const request = { text: edited, languageId: 'json', options, limits: { size: 512 } };
      const report = await analysis.document(request, () => {
        if (++steps > mostSteps) throw new CancellationError('enough');
      });
      return [steps, report];
    };
    const [firstSteps, first] = await stepsOfWork(text);
    const [steps, again] = await stepsOfWork(` ${text}`);
    assert.ok(firstSteps > 100 && steps < 10, `${firstSteps}, then ${steps}`);
    assert.deepEqual(again.cells[0]!.record, first.cells[0]!.record);
    const other = JSON.stringify({ rnn: lstm(hh(8, 1.01)) });
    await assert.rejects(stepsOfWork(other, 50), CancellationError);
    const small = await analysis.document({ text: other, languageId: 'json', options, limits: { size: 1 } });
    assert.deepEqual(
      small.cells.map(({ record, size }) => [record, size]),
      [[null, 2]],
    );
  });

  it('broken and hostile texts have none', async () => {
    const weights = lstm();
    const spoiled = [
      {
        ...weights,
        weight_ih_l0: [
          [1, 2],
          [3, 4],
        ],
      },
      { ...weights, bias_hh_l0: [1, 2, 3] },
      {
        ...weights,
        weight_hh_l0: [
          [1, 2],
          [3, 'x'],
        ],
      },
      { weight_hh_l0: weights.weight_hh_l0, weight_ih_l0: 'see above' },
    ];
    for (const rnn of spoiled.slice(0, 3))
      assert.deepEqual((await read(JSON.stringify({ rnn }), 'json')).cells, []);
    assert.equal((await read(JSON.stringify({ rnn: spoiled[3] }), 'json')).cells.length, 1);
    const many = Object.fromEntries(
      Array.from({ length: 900 }, (_, i) => [
        `W_h${i}`,
        [
          [1.5, 2],
          [3, 4.5],
        ],
      ]),
    );
    assert.deepEqual((await read(JSON.stringify(many), 'json')).cells, []);
  });
});
