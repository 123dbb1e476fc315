import assert from 'node:assert/strict';
import { report } from '../../../../src/core/monitor/report';
import { explain } from '../../../../src/present/monitor/explanation';
import { noteText } from '../../../../src/present/monitor/note';
import { recommendationRecord } from '../../../../src/present/monitor/recommendation';
import { assertAllChinese, speakChinese } from '../../chinese';
import { readFixture } from '../../formats/logs/memoryFile';

describe('the monitor in Chinese', () => {
  speakChinese();

  it('judges logs of training and recommends a threshold', async () => {
    const said: string[] = [];
    for (const name of ['healthy', 'vanishing', 'exploding']) {
      const judged = report((await readFixture(`${name}.jsonl`)).log);
      said.push(
        explain(judged),
        ...judged.notes.map((note) => noteText(note)),
        recommendationRecord(judged.recommendation!).reason,
      );
    }
    assertAllChinese(...said);
    for (const term of ['梯度消失', '梯度爆炸', '梯度裁剪', '发散']) {
      assert.ok(said.some((text) => text.includes(term)), term); // prettier-ignore
    }
  });
});
