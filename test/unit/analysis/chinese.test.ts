// What the worker says of files and checkpoints in Chinese.
import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../src/core/analysis';
import { fromRows } from '../../../src/core/linalg/matrix';
import { parseFlow } from '../../../src/shared/flow';
import { checkpointFindings } from '../../../src/analysis/checkpoint/checkpointFindings';
import { OpenCheckpoints } from '../../../src/analysis/checkpoint/openCheckpoints';
import { openFile } from '../../../src/analysis/fileSource';
import { flowOf } from '../../../src/analysis/matrix/flow';
import { assertAllChinese, speakChinese } from '../chinese';

const options = { steps: 100, activation: 'tanh', thresholds: defaultThresholds } as const;
const path = 'test/fixtures/checkpoints/char_model.safetensors';
const key = 'a';

describe('the worker in Chinese', () => {
  speakChinese();

  it('says what a checkpoint holds, item by item', async () => {
    const checkpoints = new OpenCheckpoints();
    await checkpoints.open({ key, place: { kind: 'path', path }, options, steps: null });
    const { rows } = checkpoints.items({ key, from: 0 });
    const what = new Set(rows.map((row) => row.what));
    for (const words of ['RNN 第 0 层', 'LSTM 第 0 层，反向']) assert.ok(what.has(words), words);
    // The keys are those of any other language.
    assert.equal(
      rows
        .find((row) => row.what === 'LSTM 第 0 层，反向')
        ?.key.split(':')
        .pop(),
      'reverse',
    );
    for (const { index } of rows) {
      assertAllChinese((await checkpoints.quick({ key, index })).explanation);
      const detail = await checkpoints.detail({ key, subject: { kind: 'item', index, reading: 0 } });
      if (detail.kind === 'cell') assertAllChinese(detail.record.explanation, ...detail.record.notes, ...detail.readings); // prettier-ignore
    }
    await checkpoints.close({ key });
  });

  it('says why a file, a tensor or a stack is none', async () => {
    await assert.rejects(openFile('test/fixtures/checkpoints'), /这是文件夹/);
    await assert.rejects(openFile('test/fixtures/none.pt'), /none\.pt：无法打开文件（ENOENT）/);
    const { errors } = await checkpointFindings({ place: { kind: 'path', path }, options, tensor: 'none' });
    assertAllChinese(...errors);
    assert.match(errors[0]!, /没有张量 "none"；其中有 /);
    const depth = parseFlow({ axis: 'depth', weights: 'matrix' });
    assert.throws(() => flowOf(fromRows([[1, 2]]), depth), /^RangeError: 1 × 2 矩阵不能与自身相接/);
  });
});
