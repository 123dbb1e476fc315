import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gradientLoggers } from '../../../../src/present/monitor/gradientLogger';
import { readLog } from './memoryFile';

const python = process.env['GRADIENT_LENS_PYTHON'] ?? 'python3';

/** A training of twelve steps with the logger as it is inserted, for each framework; the module that it needs. */
const trainings: Readonly<Record<string, readonly [module: string, script: string]>> = {
  PyTorch: [
    'torch',
    `
import torch
torch.manual_seed(0)
model = torch.nn.LSTM(2, 4)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
with open("gradients.jsonl", "a") as log:
    for step in range(12):
        loss = model(torch.randn(5, 3, 2))[0].pow(2).mean()
        optimizer.zero_grad()
        loss.backward()
        log_gradients(model, step, log, loss=loss.item())
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1e-3)
        optimizer.step()
`,
  ],
  Lightning: [
    'lightning',
    `
import lightning.pytorch as pl
import torch

class Module(pl.LightningModule):
    def __init__(self):
        super().__init__()
        self.rnn = torch.nn.RNN(2, 4)

    def training_step(self, batch, _):
        return self.rnn(batch[0])[0].pow(2).mean()

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.1)

rows = torch.utils.data.TensorDataset(torch.randn(12, 5, 2))
pl.Trainer(max_epochs=1, accelerator="cpu", logger=False, enable_checkpointing=False, enable_progress_bar=False,
    gradient_clip_val=1e-3, callbacks=[GradientLogger("gradients.jsonl")]).fit(
    Module(), torch.utils.data.DataLoader(rows, batch_size=1))
`,
  ],
  Keras: [
    'tensorflow',
    `
import numpy
model = keras.Sequential([keras.layers.SimpleRNN(4), keras.layers.Dense(1)])
model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1, global_clipnorm=1e-3))
x, y = numpy.random.rand(24, 5, 2).astype("float32"), numpy.random.rand(24, 1).astype("float32")
model.fit(x, y, batch_size=2, verbose=0, callbacks=[GradientLogger(x, y, every=1)])
`,
  ],
};

describe('the logger that is inserted, run for real', () => {
  for (const { framework, code } of gradientLoggers) {
    it(`${framework}: what it writes is read, a total and every parameter at each step, before clipping`, async function () {
      const [module, script] = trainings[framework]!;
      if (spawnSync(python, ['-c', `import ${module}`]).status !== 0) this.skip();
      const cwd = mkdtempSync(join(tmpdir(), 'gradient-lens-logger-'));
      try {
        writeFileSync(join(cwd, 'train.py'), `${code}\n${script}`);
        const { status, stderr } = spawnSync(python, ['train.py'], { cwd, encoding: 'utf8' });
        assert.equal(status, 0, stderr);
        const { log } = await readLog('gradients.jsonl', readFileSync(join(cwd, 'gradients.jsonl')));
        const total = log.of('total')[0]!;
        const parts = log.of('parameter');
        assert.equal(total.length, 12);
        assert.ok(parts.length >= 4);
        assert.ok(total.steps.every((step, i) => i === 0 || step === total.steps[i - 1]! + 1));
        total.values.forEach((norm, i) => {
          const whole = Math.hypot(...parts.map(({ values }) => values[i]!));
          assert.ok(Math.abs(norm - whole) <= 1e-12 * whole);
          // Clipping at a thousandth would show.
          assert.ok(norm > 2e-3, `${norm}`);
        });
        assert.deepEqual(log.problems, []);
      } finally {
        rmSync(cwd, { recursive: true });
      }
    });
  }
});
