// What is wrong with a training log is said in Chinese where the editor is.
import assert from 'node:assert/strict';
import { maskedCrc32c } from '../../../../src/formats/logs/crc';
import { assertChinese, speakChinese } from '../../chinese';
import { fixture, readLog, tfRecord } from './memoryFile';

describe('training logs in Chinese', () => {
  speakChinese();

  const events = 'events.out.tfevents.1700000000.host.1.0';
  const length = (value: bigint) => {
    const head = Buffer.alloc(12);
    head.writeBigUInt64LE(value);
    head.writeUInt32LE(maskedCrc32c(head.subarray(0, 8)), 8);
    return head;
  };
  const changed = (content: Buffer, at: number, value?: number) => {
    const copy = Buffer.from(content);
    copy[at] = value ?? copy[at]! ^ 1;
    return copy;
  };
  const run = fixture('run-abc123.wandb');
  const logs: [name: string, content: Uint8Array | string, ...kept: string[]][] = [
    [
      'a.jsonl',
      `{"grad_norm": "${'x'.repeat(5_000_000)}"}\n{"step": 2, "grad_norm": 1}\n`,
      '第 1 行',
      '4 MB',
    ],
    ['a.jsonl', '{"step": 1, "grad_norm": 1}\n{"step": 2,\n', '第 2 行', 'JSON'],
    ['a.csv', `step,grad_norm\n1,0.5\n2,"${'1,2\n'.repeat(2_000_000)}`, '引号'],
    ['a.csv', 'step,grad_norm\n1,0.5,9\n', '第 2 行', '3', '2'],
    ['a.csv', 'epoch,loss\n1,0.5\n', 'epoch, loss', 'grad_norm'],
    ['trainer_state.json', '{"log_history": [{"step": 1', '不是完整的 JSON'],
    ['trainer_state.json', '{"epoch": 1}', 'log_history'],
    ['a.json', '[{"loss": 1}]', 'grad_norms'],
    [events, fixture(events).subarray(0, -5), '中途结束'],
    [events, changed(fixture(events), 60), '字节 40', '校验和'],
    [events, changed(fixture(events), 40), '字节 40', '校验和'],
    [events, length(2n ** 62n), '字节 0', '不可能'],
    [
      events,
      Buffer.concat([fixture(events), tfRecord([0x10, ...Array<number>(11).fill(0xff)])]),
      'TensorBoard',
    ],
    ['run-abc123.wandb', run.subarray(0, -3), '中途结束'],
    ['run-abc123.wandb', changed(run, 5000), '校验和'],
    ['run-abc123.wandb', changed(run, 13, 9), '字节 7'],
    ['run-abc123.wandb', changed(run, 6, 3), '版本 3'],
    ['metrics/loss', '1700000000000 0.5 0\n', 'loss', 'metrics/grad_norm'],
  ];
  for (const [name, content, ...kept] of logs) {
    it(`${name}: ${kept.join(' ')}`, async () => {
      const { problems } = (await readLog(name, content)).log;
      assert.ok(problems.length > 0);
      const file = name.replace(/^metrics\//, '');
      for (const said of problems) assertChinese(said, [file]);
      assert.ok(
        problems.some((said) => kept.every((part) => said.includes(part))),
        problems.join(' '),
      );
    });
  }

  for (const content of ['hello\nworld\n', 'x'.repeat(2_000_000)]) {
    it(`no log of ${content.length} bytes`, async () => {
      await assert.rejects(readLog('a.txt', content), ({ message }: Error) => {
        assertChinese(message, ['a.txt']);
        return true;
      });
    });
  }
});
