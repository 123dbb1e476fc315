// What the core says in Chinese: the field's terms, and no English left over.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { analyze } from '../../../src/core/analyze';
import { defaultThresholds } from '../../../src/core/analysis';
import { clippingOf } from '../../../src/core/config/clipping';
import { noticesOf } from '../../../src/core/config/notices';
import { predict } from '../../../src/core/config/prediction';
import type { Clipping, ConfigFields } from '../../../src/core/config/recurrentConfig';
import { setupOf } from '../../../src/core/config/setup';
import { fromRows, identity, scale } from '../../../src/core/linalg/matrix';
import { movementOf } from '../../../src/core/movement';
import { movementLabel } from '../../../src/present/movementLabel';
import { analyzeCell } from '../../../src/core/recurrence/cellAnalysis';
import { recognize } from '../../../src/core/recurrence/layout/recognize';
import { linearFigures } from '../../../src/core/recurrence/linear/figures';
import { judgeLinear } from '../../../src/core/recurrence/linear/verdict';
import { StateOverflow } from '../../../src/core/recurrence/unroll';
import { reshaped } from '../../../src/core/reshape';
import { explain, notesOf } from '../../../src/present/matrix/explanation';
import { remedyText } from '../../../src/present/matrix/remedy';
import { messageOf } from '../../../src/present/invalidInput';
import { verdictWord } from '../../../src/present/verdictWord';
import { verdictNames } from '../../../src/core/verdict';
import { toCellRecord } from '../../../src/present/cell/record';
import { describeClipping } from '../../../src/present/config/clipping';
import { noticeText } from '../../../src/present/config/notice';
import { explainPrediction } from '../../../src/present/config/prediction';
import { problemText } from '../../../src/present/layout/problem';
import { toLinearRecord } from '../../../src/present/linearRecurrence/record';
import { assertAllChinese, speakChinese } from '../chinese';
import { configWith } from './config/configWith';
import { checkpoint } from './recurrence/checkpoint';

const options = { steps: 50, activation: 'tanh', thresholds: defaultThresholds } as const;

describe('the core in Chinese', () => {
  speakChinese();

  it('explains every kind of verdict and its remedies', () => {
    const said = [
      [[1.5, 0], [0, 1]], [[0.5, 0], [0, 0.2]], [[0.5, 10], [0, 0.5]], [[0.9, 9], [0, 0.9]],
      [[1, 1], [0, 1]], [[0, 1], [0, 0]], [[0, 1], [-1, 0]], [[0.95]], [[1.06]],
    ].flatMap((rows) => {
      const { verdict, remedies } = analyze(fromRows(rows), options);
      return [
        explain(verdict!),
        ...notesOf(verdict!),
        ...remedies.map(remedyText).flatMap(({ title, action, limits }) => [title, action, limits]),
      ];
    }); // prettier-ignore
    assertAllChinese(...said);
    for (const term of [
      '梯度消失',
      '梯度爆炸',
      '奇异值',
      '梯度裁剪',
      '瞬态增长',
      '随时间反向传播',
      '遗忘门',
    ]) {
      assert.ok(said.some((text) => text.includes(term)), term); // prettier-ignore
    }
    assert.equal(
      explain(analyze(scale(identity(2), 1.5), options).verdict!),
      'ρ = 1.5 大于 1，在 50 步内梯度爆炸：‖W^50‖₂ = 6.4e8。这是静止附近的情况：由方差为 1 的输入驱动时状态饱和，梯度消失（增益 1e-21）。',
    );
  });

  it('names verdicts and movements, and refuses what cannot be reshaped', () => {
    assert.deepEqual(verdictNames.map(verdictWord), ['爆炸', '增长', '稳定', '衰减', '消失']);
    assert.equal(movementLabel(movementOf(0, 3)), '趋向爆炸');
    assert.throws(
      () => reshaped(fromRows([[0]]), { kind: 'spectral-radius', target: 1 }),
      (error) => messageOf(error).includes('谱半径为 0'),
    );
    assertAllChinese(messageOf(new StateOverflow(3)));
  });

  it('predicts from configs and says what to mend', () => {
    const clippings: Clipping[] = (['global-norm', 'norm', 'value'] as const).flatMap((kind) => [
      { kind, threshold: 1, off: false },
      { kind, threshold: 1e9, off: false },
      { kind, threshold: 0, off: true },
    ]);
    const values: Partial<ConfigFields>[] = [
      { cell: 'rnn', hiddenSize: 16, sequenceLength: 200 },
      { cell: 'rnn', hiddenSize: 16, activation: 'relu', initializer: { kind: 'orthogonal', gain: 2 } },
      { cell: 'rnn', hiddenSize: 16, activation: 'sigmoid' },
      { cell: 'rnn', initializer: { kind: 'normal', mean: 0, deviation: 0.1 } },
      { cell: 'lstm', hiddenSize: 16, initializer: { kind: 'constant', value: 0 } },
      { cell: 'gru', hiddenSize: 16, initializer: { kind: 'identity', gain: 3 } },
      ...clippings.map((clipping) => ({ cell: 'rnn', hiddenSize: 4, clipping }) as const),
    ];
    const said = values.flatMap((fields) => {
      const config = configWith(fields);
      const prediction = predict(setupOf(config, 100)!, defaultThresholds);
      const clipping = clippingOf(config);
      return [
        explainPrediction(prediction),
        ...(clipping ? [describeClipping(clipping)] : []),
        ...noticesOf(config, prediction, defaultThresholds).map(noticeText),
      ];
    });
    assertAllChinese(...said);
    for (const term of ['梯度消失', '梯度爆炸', '梯度裁剪', '隐藏层大小', '半衰期']) {
      assert.ok(said.some((text) => text.includes(term)), term); // prettier-ignore
    }
  });

  it('explains the cells of a checkpoint', () => {
    const { tensors, byName } = checkpoint('char_model.safetensors');
    const said = recognize(tensors).cell.flatMap((cell) => {
      const { explanation, notes, rest, trajectory } = toCellRecord(
        analyzeCell(cell, byName, options),
        options,
      );
      return [explanation, ...notes, rest.assumption, trajectory.assumption];
    });
    assertAllChinese(...said);
    assert.ok(said.some((text) => text.includes('增益')));
  });

  it('explains the linear recurrences of every family', () => {
    const models = readdirSync('test/fixtures/checkpoints/linear').filter((name) => !name.includes('.'));
    assert.ok(models.length > 20);
    for (const model of models) {
      const { tensors, byName, hints } = checkpoint(`linear/${model}/model.safetensors`);
      const { 'linear-recurrence': linear, unrecognized } = recognize(tensors, hints);
      const said = linear.flatMap((layer) => {
        const figures = linearFigures(layer, byName, options.steps);
        const verdict = judgeLinear(figures, defaultThresholds);
        const { assumption, explanation, notes } = toLinearRecord(layer, figures, verdict);
        return [assumption, explanation, ...notes];
      });
      assertAllChinese(...said, ...unrecognized.map(({ reason }) => problemText(reason)));
    }
  });
});
