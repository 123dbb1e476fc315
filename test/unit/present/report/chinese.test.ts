// A report in Chinese: every word of ours, of findings of every kind.
import { standingWhenAsked } from '../../../standings';
import assert from 'node:assert/strict';
import { analyze } from '../../../../src/core/analyze';
import { defaultThresholds } from '../../../../src/core/analysis';
import { fromRows } from '../../../../src/core/linalg/matrix';
import { toRecord } from '../../../../src/present/matrix/record';
import { entryOf } from '../../../../src/present/report/entry';
import { htmlReport } from '../../../../src/present/report/html';
import { markdownReport } from '../../../../src/present/report/markdown';
import type { Report } from '../../../../src/present/report/report';
import { configRecord } from '../../../../src/present/config/configRecord';
import { checkpointFindings } from '../../../../src/analysis/checkpoint/checkpointFindings';
import { configFindings } from '../../../../src/analysis/document/configAnalysis';
import { assertAllChinese, speakChinese } from '../../chinese';
import { configs } from '../../detect/config/configs';

const options = { steps: 30, activation: 'tanh', thresholds: defaultThresholds } as const;
const place = { line: 3, column: 1, endLine: 3, endColumn: 20 };

async function everything(): Promise<Report> {
  const matrices = [[[1.5, 0], [0, 1]], [[0.5, 1], [0, 0.5]], [[1, 2, 3]]].map((rows, i) => toRecord(`W${i}`, place, analyze(fromRows(rows), options), standingWhenAsked())); // prettier-ignore
  const yaml = 'model:\n  cell: lstm\n  hidden_size: 8\nseq_len: 50\ngrad_clip: 0\n';
  const found = configFindings(yaml, 'yaml', configs(yaml, 'yaml'), options);
  const checkpoints = await Promise.all(
    ['char_model.safetensors', 'linear/mamba2/model.safetensors'].map((file) =>
      checkpointFindings({
        place: { kind: 'path', path: `test/fixtures/checkpoints/${file}` },
        options,
        tensor: null,
      }),
    ),
  );
  const records = [
    ...matrices,
    ...found.map((finding) => configRecord(finding, () => place)),
    ...checkpoints.flatMap(({ findings }) => findings),
  ];
  assert.deepEqual(
    new Set(records.map(({ kind }) => kind)),
    new Set(['matrix', 'config', 'cell', 'linear-recurrence']),
  );
  const file = { entries: records.map((record) => entryOf(record, defaultThresholds)), problems: [{ message: '…', location: place }], notes: ['…'], options }; // prettier-ignore
  return {
    files: [{ file: 'a.py', ...file }, { file: 'b.py', ...file, entries: [], problems: [] }], // prettier-ignore
    version: '1.2.3',
    platform: 'Node.js 20',
    date: '2026-01-02',
    language: 'zh-cn',
  };
}

describe('a report in Chinese', () => {
  speakChinese();

  it('as a page, which says its language', async () => {
    const html = htmlReport(await everything());
    assert.match(html, /<html lang="zh-cn">/);
    const body = html.slice(html.indexOf('<body>'));
    const labels = [...body.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label!);
    assertAllChinese(body.replace(/<[^>]*>/g, '\n'), ...labels);
    for (const term of ['梯度消失', '梯度爆炸', '奇异值', '梯度裁剪', '结论', '第 3 行']) {
      assert.ok(body.includes(term), term);
    }
  });

  it('as Markdown', async () => {
    const markdown = markdownReport(await everything());
    assertAllChinese(
      ...markdown.split('\n').filter((line) => /[a-z]{2,} [a-z]{2,}|\p{Script=Han}{2}/u.test(line)),
    );
    assert.match(markdown, /^# 梯度\n\n2 个文件中共 \d+ 项：▲ \d+ 个爆炸，/);
  });
});
