import assert from 'node:assert/strict';
import type { DetectableLanguage } from '../../../src/detect/candidate';
import { detection } from './found';

describe('The sequence length that a text names', () => {
  const cases: readonly (readonly [
    language: DetectableLanguage,
    text: string,
    value: number | null,
    source?: string,
  ])[] = [
    ['json', '{"seq_len": 50, "bptt": 35}', 50],
    ['json', '{"train": {"truncated_bptt_steps": 20}}', 20],
    ['jsonc', '{ // c\n "horizon": 7, }', 7],
    ['json', '{"seq_len": 1}', null],
    ['json', '{"seq_len": 0.5, "bptt": 2000000, "unroll": 3}', 3],
    ['json', '{"seq_len": [50]}', null],
    ['jsonl', '{"a": 1}\n{"max_seq_len": 12}\n', 12],
    ['yaml', 'model:\n  bptt: 35 # steps\n', 35],
    ['yaml', '{sequence_length: 99}', 99],
    ['python', 'seq_len = 50\nbptt = 35\n', 50],
    ['python', 'SEQ_LEN: int = 1_000\n', 1000, '1_000'],
    ['python', 'self.cfg.time_steps = 12', 12],
    ['python', 'train(x, bptt=35)', 35],
    ['python', 'def train(x, n_steps=40): pass', 40],
    ['python', "cfg = {'unroll_steps': 8}", 8],
    ['python', '# seq_len = 50\ns = "seq_len = 50"\nseq_len = n\n', null],
    ['python', 'seq_len == 50', null],
    ['matlab', 'timesteps = 30; % seq_len = 9', 30],
    ['matlab', "% seq_len = 50\nx = 'seq_len = 50';", null],
    ['julia', 'train(x; seq_length=64)', 64],
    ['julia', 'seq_len = 6.5', null],
    ['plaintext', 'seq_len = 50', null],
  ];
  for (const [language, text, value, source = String(value)] of cases) {
    it(`${language}: ${text}`, () => {
      const { steps } = detection(text, language);
      assert.equal(steps?.value ?? null, value);
      if (steps) assert.equal(text.slice(steps.range.start, steps.range.end), source);
    });
  }
});
