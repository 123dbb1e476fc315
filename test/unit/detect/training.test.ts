import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyEdits } from '../../../src/core/textEdit';
import type { TrainingFix } from '../../../src/detect/python/training/trainingFix';
import { detection } from './found';

const folder = 'test/fixtures/python';
const scripts = new Map(
  readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const),
);

function fixesOf(text: string, kind?: TrainingFix['kind']): readonly TrainingFix[] {
  const { training } = detection(text, 'python');
  return kind ? training.filter((fix) => fix.kind === kind) : training;
}

/** The lines that the fixes of a kind add to a script, or change in it. */
function changedLines(text: string, kind: TrainingFix['kind']): string[] {
  const before = new Set(text.split('\n'));
  return fixesOf(text, kind).flatMap(({ edits }) =>
    applyEdits(text, edits)
      .split('\n')
      .filter((line) => !before.has(line)),
  );
}

/** Asserts that after the fix a clip stands between the last backward pass before a step and that step. */
function assertBetween(text: string, { edits, range }: TrainingFix): void {
  const after = applyEdits(text, edits);
  const grown = after.length - text.length;
  const loop = after.slice(range.start, range.end + grown);
  const order = ['backward', 'clip_grad', 'step('].map((word) =>
    word === 'step(' && !loop.includes(word) ? loop.indexOf('add_(') : loop.indexOf(word),
  );
  assert.ok(order[0]! >= 0 && order[0]! < order[1]! && order[1]! < order[2]!, loop);
}

describe('training scripts', () => {
  const expected: readonly (readonly [string, TrainingFix['kind'], readonly string[]])[] = [
    [
      'monitor_gradients.py',
      'clip-pytorch',
      ['        torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)'],
    ],
    [
      'word_language_model.py',
      'clip-pytorch',
      ['        torch.nn.utils.clip_grad_norm_(net.parameters(), max_norm=1.0)'],
    ],
    [
      'amp_loop.py',
      'clip-pytorch',
      [
        '                self.scaler.unscale_(self.optimizer)',
        '                th.nn.utils.clip_grad_norm_(self.model.parameters(), max_norm=1.0)',
      ],
    ],
    [
      'seq2seq.py',
      'clip-pytorch',
      [
        '\tloss.backward(); torch.nn.utils.clip_grad_norm_(encoder.parameters(), max_norm=1.0); encoder_optimizer.step(); torch.nn.utils.clip_grad_norm_(decoder.parameters(), max_norm=1.0); decoder_optimizer.step()',
        '\t\ttorch.nn.utils.clip_grad_norm_([*encoder.parameters(), *decoder.parameters()], max_norm=1.0)',
      ],
    ],
    [
      'accelerate_fabric.py',
      'clip-pytorch',
      [
        '            if accelerator.sync_gradients:',
        '                accelerator.clip_grad_norm_(model.parameters(), 1.0)',
        '        fabric.clip_gradients(model, optimizer, max_norm=1.0)',
      ],
    ],
    ['lightning_lstm.py', 'clip-lightning', ['        gradient_clip_val=1.0,']],
    [
      'lightning_lstm.py',
      'forget-bias',
      [
        '        for name, bias in self.lstm.named_parameters():',
        '            if "bias" in name:  # gates i, f, g, o: start with an open forget gate',
        '                bias.data[len(bias) // 4:len(bias) // 2].fill_(1.0 if "bias_hh" in name else 0.0)',
      ],
    ],
    [
      'keras_fit.py',
      'clip-keras',
      [
        'model.compile(optimizer=tf.keras.optimizers.Adam(learning_rate=1e-3, global_clipnorm=1.0), loss="mse")',
        'baseline.compile(tf.keras.optimizers.RMSprop(global_clipnorm=1.0), "mse")',
      ],
    ],
    [
      'keras_fit.py',
      'forget-bias-keras',
      ['    layers.LSTM(64, return_sequences=True, unit_forget_bias=True),'],
    ],
    [
      'optax_rnn.py',
      'clip-optax',
      [
        '    first = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(',
        '    ))',
        '    second = optax.chain(optax.clip_by_global_norm(1.0), optax.add_decayed_weights(1e-4), optax.sgd(0.1, momentum=0.9))',
      ],
    ],
  ];
  for (const [file, kind, lines] of expected) {
    it(`${file}: ${kind}`, () => {
      assert.deepEqual(changedLines(scripts.get(file)!, kind), lines);
    });
  }

  it('the clip stands between backward and step', () => {
    let loops = 0;
    for (const text of scripts.values()) {
      for (const fix of fixesOf(text, 'clip-pytorch')) {
        assertBetween(text, fix);
        loops++;
      }
    }
    assert.equal(loops, 7);
  });

  it('a recurrent model is a concern, the sigmoid network is not', () => {
    const concerned = [...scripts].flatMap(([file, text]) =>
      fixesOf(text).some(({ concern }) => concern !== null) ? [file] : [],
    );
    assert.deepEqual(concerned.sort(), [
      'accelerate_fabric.py',
      'amp_loop.py',
      'keras_fit.py',
      'lightning_lstm.py',
      'optax_rnn.py',
      'seq2seq.py',
      'word_language_model.py',
    ]);
  });

  it('in a script with both kinds, only the loop of the recurrent model is one', () => {
    const text =
      'import torch\nfrom torch import nn\nclass Plain(nn.Module):\n    def __init__(self):\n        self.f = nn.Linear(1, 1)\n' +
      'class Inner(nn.Module):\n    def __init__(self):\n        self.f = nn.GRUCell(1, 1)\n' +
      'class Outer(nn.Module):\n    def __init__(self):\n        self.f = Inner()\n' +
      ['Plain', 'Outer']
        .map(
          (name) =>
            `def ${name.toLowerCase()}_run():\n    ${name}_ = ${name}()\n    opt_${name} = torch.optim.SGD(${name}_.parameters(), 1)\n` +
            `    ${name}_(1).backward()\n    opt_${name}.step()\n`,
        )
        .join('');
    assert.deepEqual(
      fixesOf(text, 'clip-pytorch').map(({ name, concern }) => [name, concern !== null]),
      [
        ['plain_run', false],
        ['outer_run', true],
      ],
    );
  });

  it('two networks that train by turns are clipped each before its own step', () => {
    const text =
      'import torch\nd, g = make()\nopt_d = torch.optim.Adam(d.parameters())\nopt_g = torch.optim.Adam(g.parameters())\n' +
      'for x in data:\n    loss_d(x).backward()\n    opt_d.step()\n    loss_g(x).backward()\n    # now the generator\n    opt_g.step()\n';
    assert.deepEqual(changedLines(text, 'clip-pytorch'), [
      '    torch.nn.utils.clip_grad_norm_(d.parameters(), max_norm=1.0)',
      '    torch.nn.utils.clip_grad_norm_(g.parameters(), max_norm=1.0)',
    ]);
  });

  it('a fixed script is not fixed again', () => {
    for (const text of scripts.values()) {
      for (const fix of fixesOf(text)) {
        const after = fixesOf(applyEdits(text, fix.edits), fix.kind);
        const before = fixesOf(text, fix.kind);
        assert.ok(after.length < before.length, fix.title);
      }
    }
  });

  it('every edited script compiles', function () {
    if (spawnSync('python3', ['--version']).status !== 0) this.skip();
    const target = mkdtempSync(join(tmpdir(), 'gradient-lens-'));
    try {
      const files: string[] = [];
      for (const [file, text] of scripts) {
        fixesOf(text).forEach(({ edits }, i) => {
          files.push(join(target, `${i}_${file}`));
          writeFileSync(files.at(-1)!, applyEdits(text, edits));
          // The same with the line breaks of Windows.
          const crlf = text.replaceAll('\n', '\r\n');
          files.push(join(target, `${i}_crlf_${file}`));
          writeFileSync(files.at(-1)!, applyEdits(crlf, fixesOf(crlf)[i]!.edits));
        });
      }
      const { status, stderr } = spawnSync('python3', ['-m', 'py_compile', ...files]);
      assert.equal(status, 0, String(stderr));
      assert.ok(files.length > 20);
    } finally {
      rmSync(target, { recursive: true });
    }
  });
});

const loop = (head: string, body: readonly string[]): string =>
  `${head}\nfor x in data:\n${body.map((line) => `    ${line}\n`).join('')}`;
const lstm =
  'import torch.nn as nn\nfrom torch.optim import SGD\nm = nn.LSTM(2, 2)\nopt = SGD(m.parameters(), 0.1)';

describe('names and imports', () => {
  it('the alias of torch.nn where torch itself is not imported', () => {
    assert.deepEqual(changedLines(loop(lstm, ['m(x).backward()', 'opt.step()']), 'clip-pytorch'), [
      '    nn.utils.clip_grad_norm_(m.parameters(), max_norm=1.0)',
    ]);
  });

  it('the function itself where it is imported', () => {
    const head = `from torch.nn.utils import clip_grad_norm_ as clip_\n${lstm}`;
    const text = loop(head, ['m(x).backward()', 'opt.step()']);
    assert.deepEqual(changedLines(text, 'clip-pytorch'), ['    clip_(m.parameters(), max_norm=1.0)']);
  });

  it('an import only where none leads there', () => {
    const text = '"""A loop."""\nfrom models import net, optimizer\nnet(1).backward()\noptimizer.step()\n';
    const [fix] = fixesOf(text);
    assert.ok(fix);
    assert.equal(
      applyEdits(text, fix.edits),
      '"""A loop."""\nfrom models import net, optimizer\nimport torch\nnet(1).backward()\n' +
        'torch.nn.utils.clip_grad_norm_(net.parameters(), max_norm=1.0)\noptimizer.step()\n',
    );
  });

  it("the optimizer's own parameters where the model has another name in the loop", () => {
    const text =
      'import torch\ndef train(loss, opt):\n    loss.backward()\n    opt.step()\n' +
      "def main():\n    net = torch.nn.GRU(1, 1)\n    opt = torch.optim.SGD(net.parameters(), 0.1)\n    train(net('a'), opt)\n";
    assert.deepEqual(changedLines(text, 'clip-pytorch'), [
      "    torch.nn.utils.clip_grad_norm_([p for group in opt.param_groups for p in group['params']], max_norm=1.0)",
    ]);
  });

  it('Keras imports the class that a string named', () => {
    const text =
      'from tensorflow.keras.models import Sequential\nm = Sequential()\nm.compile(optimizer="adam")\n';
    assert.deepEqual(changedLines(text, 'clip-keras'), [
      'from tensorflow.keras.optimizers import Adam',
      'm.compile(optimizer=Adam(global_clipnorm=1.0))',
    ]);
  });

  it('Lightning under manual optimization clips through the module', () => {
    const text =
      'import pytorch_lightning as pl\nclass M(pl.LightningModule):\n    def __init__(self):\n        self.automatic_optimization = False\n' +
      '    def training_step(self, b):\n        opt = self.optimizers()\n        self.manual_backward(self.loss(b))\n        opt.step()\npl.Trainer()\n';
    assert.deepEqual(changedLines(text, 'clip-pytorch'), [
      '        self.clip_gradients(opt, gradient_clip_val=1.0, gradient_clip_algorithm="norm")',
    ]);
    assert.deepEqual(fixesOf(text, 'clip-lightning'), []);
  });

  it('loop variables that are taken get another name', () => {
    const text = 'import torch\nname = "x"\nlstm = torch.nn.LSTM(1, 1)\n';
    assert.match(changedLines(text, 'forget-bias')[0]!, /^for name_, bias in lstm\.named_parameters/);
  });
});

describe('what is left alone', () => {
  const silent: Readonly<Record<string, string>> = {
    'a loop that clips': loop(`import torch\n${lstm}`, [
      'm(x).backward()',
      'torch.nn.utils.clip_grad_norm_(m.parameters(), 1)',
      'opt.step()',
    ]),
    'a loop that clips by a function of its own': loop(lstm, [
      'm(x).backward()',
      'clip_gradient(m, 1)',
      'opt.step()',
    ]),
    'a loop that clamps': loop(lstm, ['m(x).backward()', 'm.w.grad.clamp_(-1, 1)', 'opt.step()']),
    'an optimizer that clips': loop(
      'import torch\nm = torch.nn.LSTM(1, 1)\nopt = BertAdam(m.parameters(), max_grad_norm=1)',
      ['m(x).backward()', 'opt.step()'],
    ),
    'a step without a backward pass': loop(lstm, ['opt.step()']),
    'a schedule and an environment': loop(lstm, ['m(x).backward()', 'scheduler.step()', 'env.step(x)']),
    'another library': loop('import paddle\nopt = paddle.optimizer.SGD(m.parameters())', [
      'm(x).backward()',
      'opt.step()',
    ]),
    'a loop that is not finished': loop(lstm, ['m(x).backward()', 'opt.step()', 'print((']),
    'an unfinished optimizer': 'import optax\nopt = optax.adam(1e-3',
    'a Trainer from elsewhere': 'from transformers import Trainer\nTrainer(model)\n',
    'a Trainer that clips': 'import pytorch_lightning as pl\npl.Trainer(gradient_clip_val=0.5)\n',
    'arguments that are unpacked': 'import pytorch_lightning as pl\npl.Trainer(**config)\n',
    'a Keras optimizer that clips': 'import keras\nkeras.optimizers.Adam(clipnorm=1)\n',
    'a chain that clips': 'import optax\noptax.chain(optax.clip(1.0), optax.adam(1e-3))\n',
    'a compile that is no model': 'import re, tensorflow\nre.compile("lstm")\n',
  };
  for (const [what, text] of Object.entries(silent)) {
    it(what, () => {
      const fixes = fixesOf(text).filter(({ kind }) => kind !== 'forget-bias');
      assert.deepEqual(fixes, []);
    });
  }

  it('a forget gate that is set, an LSTM without a bias, and one within an expression', () => {
    for (const statement of [
      'lstm = nn.LSTM(1, 1)\nlstm.bias_hh_l0.data[n // 4: n // 2].fill_(1)',
      'lstm = nn.LSTM(1, 1, bias=False)',
      'net = nn.Sequential(nn.LSTM(1, 1))',
      'lstm = nn.LSTM(1, 1); lstm(x)',
    ]) {
      assert.deepEqual(fixesOf(`import torch.nn as nn\n${statement}\n`), [], statement);
    }
  });

  it('an ignored loop is no concern, but can still be mended', () => {
    const text = loop(lstm, ['# gradient-lens-ignore', 'm(x).backward()', 'opt.step()']);
    const [fix] = fixesOf(text, 'clip-pytorch');
    assert.ok(fix);
    assert.equal(fix.concern, null);
    assert.notEqual(fixesOf(loop(lstm, ['m(x).backward()', 'opt.step()']), 'clip-pytorch')[0]?.concern, null);
  });

  it('a broken function does not silence the next one', () => {
    const text = `import torch\n${lstm}\ndef a():\n    m(1).backward()\n    opt.step()\ndef b():\n    m(1).backward(\n`;
    assert.deepEqual(
      fixesOf(text, 'clip-pytorch').map(({ name }) => name),
      ['a'],
    );
  });
});
