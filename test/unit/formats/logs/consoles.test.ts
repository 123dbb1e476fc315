import assert from 'node:assert/strict';
import { readLog, valuesOf } from './memoryFile';

/** A capture of what a trainer printed, with the series that are in it. */
interface Console {
  readonly producer: string;
  readonly format?: string;
  readonly text: string;
  readonly path?: string;
  readonly series: Readonly<Record<string, readonly number[]>>;
  readonly steps?: readonly number[];
  readonly kind?: string;
}

const consoles: readonly Console[] = [
  {
    producer: 'tqdm, each state over the last',
    text: 'Epoch 1:   0%|   | 0/3 [00:00<?, ?it/s]\rEpoch 1:  33%|#  | 1/3 [00:07<01:30, 1.0it/s, loss=8.30, grad_norm=2.5]\rEpoch 1:  67%|## | 2/3 [00:08<01:20, 1.0it/s, loss=8.20, grad_norm=nan]\r',
    series: { grad_norm: [2.5, NaN] },
    steps: [1, 2],
  },
  {
    producer: 'Hugging Face Trainer beside its progress bar',
    format: 'Hugging Face Trainer (printed)',
    text: "  0%|          | 0/40 [00:00<?, ?it/s]\r 25%|██▌       | 10/40 [00:01<00:03, 9.1it/s]\r{'loss': '2.31', 'grad_norm': '1.5', 'learning_rate': '5e-05', 'epoch': '0.25'}\n 50%|█████     | 20/40 [00:02<00:02, 9.1it/s]\r{'loss': 2.2, 'grad_norm': nan, 'learning_rate': 4e-05, 'epoch': 0.5}\n",
    series: { grad_norm: [1.5, NaN], loss: [2.31, 2.2] },
    steps: [10, 20],
  },
  {
    producer: 'TRL, with arrays of NumPy in the dict',
    text: "{'loss': 0.1, 'grad_norm': np.float64(0.5), 'reward': tensor(1.2, device='cuda:0'), 'epoch': 0.01}\n{'loss': 0.1, 'grad_norm': np.float32(0.6), 'reward': tensor(1.3), 'epoch': 0.02}\n",
    series: { grad_norm: [0.5, 0.6] },
  },
  {
    producer: 'ms-swift',
    text: "Train:   2%|▎  | 1/40 [01:08<44:41, 68.75s/it]{'loss': '0.36', 'grad_norm': '1.021', 'epoch': '0.129', 'global_step/max_steps': '1/40', 'memory(GiB)': '11.15'}\nTrain:  12%|█▎ | 5/40 [06:05<43:34, 74.69s/it]{'loss': '0.31', 'grad_norm': '0.5845', 'epoch': '0.64', 'global_step/max_steps': '5/40'}\n",
    series: { grad_norm: [1.021, 0.5845] },
    steps: [1, 5],
  },
  {
    producer: 'ms-swift’s logging.jsonl',
    path: 'logging.jsonl',
    text: '{"loss": 1.5, "grad_norm": 2.5, "global_step/max_steps": "15/100", "percentage": "15.00%"}\n{"loss": 1.4, "grad_norm": 2.25, "global_step/max_steps": "20/100"}\n',
    series: { grad_norm: [2.5, 2.25] },
    steps: [15, 20],
  },
  {
    producer: 'nanoGPT, with a norm of one’s own',
    text: 'iter 10: loss 3.1234, time 123.45ms, mfu 12.3%, grad_norm 1.5\niter 20: loss 3.0, time 120.45ms, mfu 12.3%, grad_norm 1.25\n',
    series: { grad_norm: [1.5, 1.25], loss: [3.1234, 3] },
    steps: [10, 20],
  },
  {
    producer: 'build-nanogpt',
    text: 'step     0 | loss: 10.955029 | lr 8.3e-07 | norm: 15.3366 | dt: 1000.00ms | tok/sec: 500.0\nstep     1 | loss: 10.6 | lr 1.7e-06 | norm: 11.25 | dt: 330.00ms | tok/sec: 1500.0\n',
    series: { norm: [15.3366, 11.25] },
    steps: [0, 1],
  },
  {
    producer: 'llm.c',
    format: 'llm.c',
    text: 'step    1/1000 | loss 11.001 (+nanz)| norm 15.1000 (+nanz)| lr 8.57e-07 | 100.0 ms | 39.0% bf16 MFU | 1000 tok/s\nstep    2/1000 | loss 10.9 (-1.20z)| norm 14.5 (+0.10z)| lr 8.6e-07 | 100.0 ms | 39.0% bf16 MFU | 1000 tok/s\n',
    series: { norm: [15.1, 14.5] },
    steps: [1, 2],
  },
  {
    producer: 'torchtitan',
    format: 'torchtitan',
    text: '[rank0]:2026-01-01 10:00:00,000 - root - INFO - step:  1  loss:  8.1309  grad_norm:  1.9875  memory: 40.51GiB(42.65%)  tps: 1,282  mfu: 12.34%\n[rank0]:2026-01-01 10:00:05,000 - root - INFO - step: 10  loss:  7.8  grad_norm:  2.5  memory: 40.51GiB(42.65%)  tps: 7,282  mfu: 42.34%\n',
    series: { grad_norm: [1.9875, 2.5], loss: [8.1309, 7.8] },
    steps: [1, 10],
  },
  {
    producer: 'torchtune’s disk logger',
    text: "Step 1 | loss:1.5 lr:2e-05 tokens_per_second_per_gpu:123.5 grad_norm:tensor(2.5, device='cuda:0')\nStep 2 | loss:1.25 lr:2e-05 tokens_per_second_per_gpu:123.5 grad_norm:tensor(2.25, device='cuda:0')\n",
    series: { grad_norm: [2.5, 2.25], loss: [1.5, 1.25] },
    steps: [1, 2],
  },
  {
    producer: 'verl',
    format: 'verl',
    text: '(TaskRunner pid=12) step:1 - actor/pg_loss:np.float64(0.01) - actor/grad_norm:np.float64(0.5) - critic/grad_norm:3.5 - actor/lr:1e-06\n(TaskRunner pid=12) step:2 - actor/pg_loss:0.01 - actor/grad_norm:0.25 - critic/grad_norm:4.5 - actor/lr:1e-06\n',
    series: { 'actor/grad_norm': [0.5, 0.25], 'critic/grad_norm': [3.5, 4.5] },
    steps: [1, 2],
  },
  {
    producer: 'Swin: the value, not the mean in parentheses',
    format: 'Swin',
    text: '[2026-01-01 10:00:00 swin] (main.py 246): INFO Train: [0/300][0/3]\teta 0:10:11 lr 0.000001\t wd 0.0500\ttime 0.5000 (0.6000)\tloss 6.9000 (6.9000)\tgrad_norm 1.5000 (inf)\tloss_scale 65536.0000 (65536.0000)\tmem 1000MB\n[2026-01-01 10:00:01 swin] (main.py 246): INFO Train: [0/300][2/3]\teta 0:10:11 lr 0.000001\t wd 0.0500\ttime 0.5000 (0.6000)\tloss 6.8000 (6.9000)\tgrad_norm 2.5000 (inf)\tloss_scale 65536.0000 (65536.0000)\tmem 1000MB\n[2026-01-01 10:00:02 swin] (main.py 246): INFO Train: [1/300][0/3]\teta 0:10:11 lr 0.000001\t wd 0.0500\ttime 0.5000 (0.6000)\tloss 6.7000 (6.9000)\tgrad_norm 3.5000 (inf)\tloss_scale 65536.0000 (65536.0000)\tmem 1000MB\n',
    series: { grad_norm: [1.5, 2.5, 3.5] },
    steps: [0, 2, 3],
  },
  {
    producer: 'NVIDIA Tacotron 2',
    format: 'NVIDIA Tacotron 2',
    text: 'Epoch: 0\nTrain loss 0 41.251720 Grad Norm 2.500000 2.34s/it\nTrain loss 1 40.125000 Grad Norm 3.250000 1.34s/it\n',
    series: { 'Grad Norm': [2.5, 3.25], loss: [41.25172, 40.125] },
    steps: [0, 1],
  },
  {
    producer: 'Composer',
    format: 'Composer',
    text: '[batch=1/20]:\n\t Train time/batch: 0\n\t Train l2_norm/param/model.wte.weight: 20.2964\n\t Train l2_norm/grad/model.wte.weight: 0.5\n\t Train l2_norm/grad/global: 1.5\n\t Train loss/train/total: 11.0\n[batch=2/20]:\n\t Train time/batch: 1\n\t Train l2_norm/param/model.wte.weight: 20.2964\n\t Train l2_norm/grad/model.wte.weight: 0.25\n\t Train l2_norm/grad/global: 1.25\n\t Train loss/train/total: 10.0\n',
    series: { 'l2_norm/grad/global': [1.5, 1.25], 'l2_norm/grad/model.wte.weight': [0.5, 0.25] },
    steps: [1, 2],
  },
  {
    producer: 'WeNet',
    format: 'WeNet',
    text: '2026-01-01 10:00:00,000 DEBUG TRAIN | steps/sec 3.456| Batch 0/100 loss 12.5 loss_att 12.25 loss_ctc 12.75 lr 0.00001 grad_norm 35.5 rank 0\n2026-01-01 10:00:00,000 DEBUG TRAIN | steps/sec 3.456| Batch 0/100 loss 12.5 lr 0.00001 grad_norm 35.5 rank 1\n2026-01-01 10:00:09,000 DEBUG TRAIN | steps/sec 3.456| Batch 0/200 loss 11.5 loss_att 12.25 loss_ctc 12.75 lr 0.00001 grad_norm 25.5 rank 0\n',
    series: {},
  },
  {
    producer: 'InternEvo: a norm for each group',
    format: 'InternEvo',
    text: "2026-01-01 INFO [training_internlm.py, line 413, in record] - pid=15224 : tflops=40.0 step=0 loss=11.54 tgs (tokens/gpu/second)=227.37 lr=9.7e-05 loss_scale=65536.0 grad_norm={'0_default': 61.5, '1_fp32': 0.0} micro_num=4\n2026-01-01 INFO [training_internlm.py, line 413, in record] - pid=15224 : tflops=40.0 step=1 loss=11.34 tgs (tokens/gpu/second)=227.37 lr=9.7e-05 loss_scale=65536.0 grad_norm={'0_default': 51.5, '1_fp32': 0.0} micro_num=4\n",
    series: { 'grad_norm/0_default': [61.5, 51.5] },
    steps: [0, 1],
    kind: 'module',
  },
  {
    producer: 'MaxText’s metrics file: the raw norm beside the clipped one',
    path: 'metrics.txt',
    text: '{"learning/loss": 10.5, "learning/grad_norm": 1.0, "learning/raw_grad_norm": 2.5, "learning/param_norm": 9.5, "step": 0.0}\n{"learning/loss": 10.25, "learning/grad_norm": 1.0, "learning/raw_grad_norm": 3.5, "learning/param_norm": 9.5, "step": 1.0}\n',
    series: { 'learning/raw_grad_norm': [2.5, 3.5] },
    steps: [0, 1],
  },
  {
    producer: 'levanter',
    path: 'tracker.jsonl',
    text: '{"step": 0, "train/loss": 9.5, "grad/norm/total": 1.5, "grad/norm/transformer.layers.0.weight": 0.5, "grad/hist/x": [1]}\n{"step": 1, "train/loss": 9.25, "grad/norm/total": 1.25, "grad/norm/transformer.layers.0.weight": 0.25}\n',
    series: { 'grad/norm/total': [1.5, 1.25], 'grad/norm/transformer.layers.0.weight': [0.5, 0.25] },
    steps: [0, 1],
  },
  {
    producer: 'fairseq at the end of an epoch',
    format: 'fairseq',
    text: '2026-01-01 10:00:00 | INFO | train | epoch 001 | loss 9.8 | nll_loss 9.1 | ppl 550.5 | wps 9000 | num_updates 500 | lr 0.0001 | gnorm 2.5 | clip 0 | loss_scale 128 | train_wall 100\n2026-01-01 10:10:00 | INFO | train | epoch 002 | loss 8.8 | nll_loss 8.1 | ppl 350.5 | wps 9000 | num_updates 1000 | lr 0.0001 | gnorm 1.5 | clip 0 | loss_scale 128 | train_wall 200\n',
    series: { mean_gnorm: [2.5, 1.5] },
    steps: [500, 1000],
    kind: 'average',
  },
  {
    producer: 'OLMo: the head names the step',
    format: 'OLMo',
    text: '2026-01-01 10:00:00 host:0 olmo.train:967 INFO [step=10/2500,epoch=0]\n    optim/total_grad_norm=1.5\n    optim/learning_rate=4e-04\n    train/CrossEntropyLoss=5.1\n2026-01-01 10:00:09 host:0 olmo.train:967 INFO [step=20/2500,epoch=0]\n    optim/total_grad_norm=2.5\n',
    series: { 'optim/total_grad_norm': [1.5, 2.5] },
    steps: [10, 20],
  },
  {
    producer: 'a name before the norm, under a head',
    text: 'Epoch 0\nParameter lstm.weight_ih_l0 | Gradient norm: 0.5\nfc.weight - grad norm = 1,234.5\nEpoch 1\nParameter lstm.weight_ih_l0 | Gradient norm: 0.25\nfc.weight - grad norm = 2\n',
    series: {
      'lstm.weight_ih_l0 Gradient norm': [0.5, 0.25],
      'fc.weight grad norm': [1234.5, 2],
    },
    steps: [0, 1],
    kind: 'parameter',
  },
  {
    producer: 'a name behind the norm',
    text: 'step 1\nGradient norm of lstm.weight_hh_l0: 0.5\nGradient norm for layer 2: 0.125\nstep 2\nGradient norm of lstm.weight_hh_l0: 0.25\nGradient norm for layer 2: 0.0625\n',
    series: { 'lstm.weight_hh_l0 Gradient_norm': [0.5, 0.25], 'layer2 Gradient_norm': [0.125, 0.0625] },
    steps: [1, 2],
    kind: 'parameter',
  },
  {
    producer: 'a list of norms under a headline',
    text: 'Step 5\nGradient norms:\n  fc1.weight: 0.5\n  fc2.weight: 0.25\nStep 6\nGradient norms:\n  fc1.weight: 0.75\n  fc2.weight: 0.125\n',
    series: { 'grad_norm/fc1.weight': [0.5, 0.75], 'grad_norm/fc2.weight': [0.25, 0.125] },
    steps: [5, 6],
    kind: 'parameter',
  },
  {
    producer: 'steps that begin anew in each epoch',
    text: 'Epoch [1/2], Step [1/2], Loss: 2.5, Grad Norm: 1.5\nEpoch [1/2], Step [2/2], Loss: 2.4, Grad Norm: 1.6\nEpoch [2/2], Step [1/2], Loss: 2.3, Grad Norm: 1.7\nEpoch [2/2], Step [2/2], Loss: 2.2, Grad Norm: 1.8\n',
    series: { 'Grad Norm': [1.5, 1.6, 1.7, 1.8] },
    steps: [1, 2, 3, 4],
  },
  {
    producer: 'the magnitude sign',
    text: 'it 1 loss 2.5 |g|=1.5\nit 2 loss 2.25 |g|=1.25\n',
    series: { grad_norm: [1.5, 1.25] },
    steps: [1, 2],
  },
  {
    producer: 'a resumed run: what it repeats replaces what was',
    path: 'a.jsonl',
    text: [1, 2, 3, 4, 5, 6, 4, 5, 6, 7].map((step, i) => `{"step": ${step}, "grad_norm": ${i}}\n`).join(''),
    series: { grad_norm: [0, 1, 2, 6, 7, 8, 9] },
    steps: [1, 2, 3, 4, 5, 6, 7],
  },
];

describe('what trainers print', () => {
  for (const { producer, format, text, path = 'train.log', series, steps, kind } of consoles) {
    it(producer, async () => {
      const followed = await readLog(path, text);
      if (format !== undefined) assert.equal(followed.formatName, format);
      for (const [name, values] of Object.entries(series)) {
        assert.deepEqual(valuesOf(followed, name), values);
        const found = followed.log.series.find((one) => one.name === name)!;
        if (steps) assert.deepEqual([...found.steps], steps);
        if (kind !== undefined) assert.equal(found.kind, kind);
      }
    });
  }

  it('Windows line ends, colors, NULs and UTF-16 are no part of the text', async () => {
    const plain = 'step: 1 grad_norm: 1.5\nstep: 2 grad_norm: 2.5\n';
    const wanted = valuesOf(await readLog('a.log', plain), 'grad_norm');
    const utf16 = Buffer.from(`\ufeff${plain}`, 'utf16le');
    const colored = plain.replaceAll('grad_norm: ', '\u001b[38;2;180;60;0mgrad_norm: \u001b[0m');
    for (const bytes of [
      plain.replaceAll('\n', '\r\n'),
      `\0\0\0\0${plain}`,
      colored,
      utf16,
      Buffer.from(utf16.subarray(2)),
      Buffer.from(utf16).swap16(),
    ]) {
      assert.deepEqual(valuesOf(await readLog('a.log', bytes), 'grad_norm'), wanted);
    }
    const lines = Array.from({ length: 20 }, (_, i) => `{"step": ${i}, "grad_norm": 1.5}`).join('\r\n');
    assert.equal(valuesOf(await readLog('a.jsonl', Buffer.from(lines, 'utf16le')), 'grad_norm').length, 20);
  });

  it('a long preamble does not hide the figures', async () => {
    const preamble = 'Collecting torch\n'.repeat(100_000);
    const followed = await readLog(
      'slurm.out',
      `${preamble}step: 1 grad_norm: 1.5\nstep: 2 grad_norm: 1.5\n`,
    );
    assert.deepEqual(valuesOf(followed, 'grad_norm'), [1.5, 1.5]);
  });

  it('skipped updates are counted', async () => {
    const overflow =
      '[INFO] [loss_scaler.py:183:update_scale] [deepspeed] OVERFLOW! Rank 0 Skipping step. Attempted loss scale: 262144, reducing to 131072\n';
    const apex = 'Gradient overflow.  Skipping step, loss scaler 0 reducing loss scale to 32768.0\n';
    const followed = await readLog('a.log', `${overflow}${apex}step: 1 grad_norm: 1.5\n`);
    assert.equal(followed.log.skippedUpdates, 2);
    assert.equal(followed.formatName, 'DeepSpeed');
  });

  it('a notebook: printed lines and the table of the Hugging Face Trainer', async () => {
    const table =
      '<table border="1"><thead><tr><th>Step</th><th>Training Loss</th><th>Grad Norm</th></tr></thead><tbody><tr><td>10</td><td>2.5</td><td>1.5</td></tr><tr><td>20</td><td>2.25</td><td>1.25</td></tr></tbody></table>';
    const notebook = {
      nbformat: 4,
      cells: [
        { cell_type: 'markdown', source: ['grad_norm: 9'] },
        {
          cell_type: 'code',
          source: ['grad_norm = 3'],
          outputs: [
            { output_type: 'stream', name: 'stdout', text: ['step 1 gnorm: 0.5\n', 'step 2 gnorm: 0.25\n'] },
          ],
        },
        { cell_type: 'code', outputs: [{ output_type: 'display_data', data: { 'text/html': [table] } }] },
      ],
    };
    const followed = await readLog('train.ipynb', JSON.stringify(notebook, null, 1));
    assert.deepEqual(valuesOf(followed, 'gnorm'), [0.5, 0.25]);
    assert.deepEqual(valuesOf(followed, 'Grad Norm'), [1.5, 1.25]);
    assert.deepEqual([...followed.log.at('Grad Norm', 'total').steps], [10, 20]);
    for (const broken of [
      '{"cells": [1, {"outputs": 3}, {"outputs": [null, {"data": {"text/html": "<table><tr"}}]}]}',
    ]) {
      const none = await readLog('a.ipynb', broken);
      assert.match(none.log.problems[0]!, /hold no gradient norms/);
    }
  });

  it('wandb-summary.json: one record of the last values, norms of histograms among them', async () => {
    const summary = {
      _step: 99,
      _runtime: 12.5,
      grad_norm: 2.5,
      'gradients/fc.weight': { _type: 'histogram', bins: [0, 1], values: [3] },
    };
    const followed = await readLog('wandb-summary.json', JSON.stringify(summary));
    assert.deepEqual(valuesOf(followed, 'grad_norm'), [2.5]);
    assert.deepEqual(valuesOf(followed, 'gradients/fc.weight'), [1]);
  });
});
