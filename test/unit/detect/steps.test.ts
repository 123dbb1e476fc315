import assert from 'node:assert/strict';
import type { DetectableLanguage } from '../../../src/detect/candidate';
import { defaultThresholds, type AnalysisOptions } from '../../../src/core/analysis';
import { detect } from '../../../src/detect/detect';
import { horizonOf } from '../../../src/detect/horizon';
import { gatherEvidence } from '../../../src/detect/evidence/evidence';
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
    ['python', 'T = 50\nfor t in range(T): pass\n', 50],
    ['python', 'num_steps = 30\nh = run(W, num_steps)\n', 30],
    ['julia', 'T = 40\nfor t in 1:T\nend', 40],
    ['matlab', 'T = 40;\nfor t = 1:T\nend', 40],
    ['yaml', 'model:\n  max_seq_length: 64\n', 64],
    ['python', 'unroll_length = 16', 16],
    // Other things by those names.
    ['python', 'T = 300\nk = 1.38e-23 * T\n', null],
    ['python', 't = 50\nfor i in range(t): pass\n', null],
    ['python', 'T = 1000\nbetas = np.zeros(T)  # diffusion\n', null],
    ['python', 'num_steps = 10000\nfor i in range(num_steps):\n  optimizer.step()\n', null],
    ['python', 'timesteps = 1000\nmodel = GaussianDiffusion(timesteps)\n', null],
    ['python', 'agent = PPO("Mlp", env, n_steps=2048)', null],
    ['yaml', 'optimizer:\n  lr: 0.1\n  num_steps: 5000\n', null],
    ['yaml', 'noise_scheduler:\n  num_timesteps: 1000\n', null],
    ['json', '{"T": 300}', null],
  ];
  for (const [language, text, value, source = String(value)] of cases) {
    it(`${language}: ${text}`, () => {
      const [length] = detection(text, language).lengths;
      assert.equal(length?.value ?? null, value);
      if (length) assert.equal(text.slice(length.range.start, length.range.end), source);
    });
  }
});

describe('The horizon of a matrix', () => {
  const options: AnalysisOptions = {
    steps: 100,
    stepsFrom: 'setting',
    activation: 'tanh',
    thresholds: defaultThresholds,
  };
  const eye = 'np.eye(2)';

  /** The horizons of a text's matrices, by their names; null where the setting holds. */
  function horizons(text: string, language: DetectableLanguage, before: readonly string[] = []) {
    const cells = { before, after: [] };
    const found = detect(text, language, { maxEntries: 1e6, evaluate: undefined, cells });
    const witnesses = gatherEvidence(text, language, found.matrices, found.tree);
    return Object.fromEntries(
      found.matrices.map((matrix, i) => {
        const { steps, stepsFrom } = horizonOf(matrix, witnesses[i]!.evidence, found, options);
        return [matrix.name, stepsFrom === 'file' ? steps : null];
      }),
    );
  }

  it('is that of the loop that feeds it back, before any name', () => {
    const loop = `seq_len = 50\nn = 7\nW = ${eye}\nfor t in range(n):\n  h = W @ h\n`;
    assert.deepEqual(horizons(loop, 'python'), { W: 7 });
  });

  it('is named in its own function or class, before the file', () => {
    const text = [
      'seq_len = 50',
      `A = ${eye}`,
      'def f(seq_len=20):',
      `  B = ${eye}`,
      'def g():',
      '  bptt = 9',
      'def k():',
      `  C = ${eye}`,
      'class D:',
      '  def __init__(self):',
      '    self.bptt = 30',
      '  def m(self):',
      `    self.W = ${eye}`,
    ].join('\n');
    assert.deepEqual(horizons(text, 'python'), { A: 50, B: 20, C: 50, 'self.W': 30 });
  });

  it('is not that of another function or object', () => {
    assert.deepEqual(horizons(`def g():\n  bptt = 9\nW = ${eye}\n`, 'python'), { W: null });
    const w = '[[1, 0], [0, 1]]';
    assert.deepEqual(
      horizons(`{"a": {"bptt": 9, "W": ${w}}, "b": {"bptt": 5, "W": ${w}}, "c": {"W": ${w}}}`, 'json'),
      {
        'a.W': 9,
        'b.W': 5,
        'c.W': null,
      },
    );
    assert.deepEqual(horizons(`{"training": {"seq_len": 9}, "weights": {"W": ${w}}}`, 'json'), {
      'weights.W': 9,
    });
    assert.deepEqual(horizons(`tokenizer:\n  max_seq_len: 512\nW: ${w}\n`, 'yaml'), { W: null });
    assert.deepEqual(horizons(`[a]\nbptt = 9\nW = ${w}\n[b]\nW = ${w}\n`, 'toml'), { 'a.W': 9, 'b.W': null });
    assert.deepEqual(horizons(`{"bptt": 3, "W": ${w}}\n{"bptt": 4, "W": ${w}}\n`, 'jsonl'), {
      '[0].W': 3,
      '[1].W': 4,
    });
  });

  it('is shared by the cells of a notebook, the nearest first', () => {
    const text = `W = ${eye}\n`;
    assert.deepEqual(horizons(text, 'python', ['seq_len = 20\n', 'x = 1\n']), { W: 20 });
    assert.deepEqual(horizons(text, 'python', ['seq_len = 20\n', 'seq_len = 30\n']), { W: 30 });
    assert.deepEqual(horizons(`seq_len = 8\n${text}`, 'python', ['seq_len = 20\n']), { W: 8 });
    assert.deepEqual(horizons(text, 'python', ['def f(seq_len=20): pass\n', 'T = 9\n', '%broken ( [\n']), {
      W: null,
    });
    assert.deepEqual(horizons('W = [1 0; 0 1]', 'julia', ['bptt = 12']), { W: 12 });
  });

  it('is what a person asked for', () => {
    const found = detection(`seq_len = 50\nW = ${eye}\n`, 'python');
    const asked: AnalysisOptions = { ...options, stepsFrom: 'argument' };
    assert.equal(horizonOf(found.matrices[0]!, [], found, asked), asked);
  });
});
