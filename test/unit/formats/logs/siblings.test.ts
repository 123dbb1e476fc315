import assert from 'node:assert/strict';
import { isNorm } from '../../../../src/core/monitor/gradientLog';
import { readLog, valuesOf } from './memoryFile';

/** Title, file's name, text, series with their values, steps. */
const logs: readonly {
  readonly title: string;
  readonly path: string;
  readonly series: Readonly<Record<string, readonly number[]>>;
  readonly steps?: readonly number[];
  readonly text: string;
}[] = [
  {
    title: 'LeRobot: rounded steps are no steps',
    path: 'lerobot.log',
    series: { grdn: [2.5, NaN, 3.5, 4.5], loss: [1.25, NaN, 1, 1] },
    steps: [1, 2, 3, 4],
    text: `INFO 2025-11-17 22:07:40 ot_train.py:351 step:200 smpl:6K ep:9 epch:0.03 loss:1.25 grdn:2.5 lr:2.5e-06 updt_s:4.478 data_s:0.038
INFO 2025-11-17 22:07:40 ot_train.py:351 step:400 smpl:6K ep:9 epch:0.03 loss:nan grdn:nan lr:2.5e-06 updt_s:4.478 data_s:0.038
INFO 2025-11-17 22:07:40 ot_train.py:351 step:1K smpl:6K ep:9 epch:0.03 loss:1 grdn:3.5 lr:2.5e-06 updt_s:4.478 data_s:0.038
INFO 2025-11-17 22:07:40 ot_train.py:351 step:1K smpl:6K ep:9 epch:0.03 loss:1 grdn:4.5 lr:2.5e-06 updt_s:4.478 data_s:0.038
`,
  },
  {
    title: 'mmdetection: days and clock times beside the norm',
    path: 'mmdet.log',
    series: { grad_norm: [NaN, 7217.0347] },
    steps: [50, 100],
    text: `2025-08-12 11:55:46,830 - mmdet3d - INFO - Epoch [1][50/30895]	lr: 6.667e-05, eta: 14 days, 2:08:44, time: 6.567, data_time: 4.620, memory: 11759, loss_cls: 1.0, loss: 49.5, grad_norm: nan
2025-08-12 11:55:46,830 - mmdet3d - INFO - Epoch [1][100/30895]	lr: 6.667e-05, eta: 14 days, 2:08:44, time: 6.567, data_time: 4.620, memory: 11759, loss_cls: 1.0, loss: 48.5, grad_norm: 7217.0347
`,
  },
  {
    title: 'VideoMAE: the value, not the mean that one infinity spoils',
    path: 'videomae.log',
    series: { grad_norm: [Infinity, 6.5337] },
    steps: [0, 10],
    text: `Epoch: [0]  [    0/17227]  eta: 3 days, 8:24:48  lr: 0.000000  min_lr: 0.000000  loss: 5.9916 (5.9916)  loss_scale: 32768.0000 (32768.0000)  weight_decay: 0.0500 (0.0500)  grad_norm: inf (inf)  time: 16.8043  data: 14.7567  max mem: 38837
Epoch: [0]  [   10/17227]  eta: 14:30:57  lr: 0.000000  min_lr: 0.000000  loss: 5.9916 (5.9915)  loss_scale: 16384.0000 (22341.8182)  weight_decay: 0.0500 (0.0500)  grad_norm: 6.5337 (inf)  time: 3.0352  data: 2.0506  max mem: 39504
`,
  },
  {
    title: 'NeMo',
    path: 'nemo.log',
    series: { grad_norm: [1.5, 1.25, 1.125] },
    steps: [0, 1, 2],
    text: `Training epoch 0, iteration 0/9 | lr: 0.0006 | consumed_samples: 32 | global_batch_size: 32 | global_step: 0 | grad_norm: 1.5 | reduced_train_loss: 11.02 | train_step_timing in s: 0.03
Training epoch 0, iteration 1/9 | lr: 0.0006 | consumed_samples: 64 | global_batch_size: 32 | global_step: 1 | grad_norm: 1.25 | reduced_train_loss: 9.761 | train_step_timing in s: 0.03
Training epoch 1, iteration 0/9 | lr: 0.0006 | consumed_samples: 64 | global_batch_size: 32 | global_step: 2 | grad_norm: 1.125 | reduced_train_loss: 9.761 | train_step_timing in s: 0.03
`,
  },
  {
    title: 'NeMo’s progress bar',
    path: 'nemobar.log',
    series: { grad_norm: [1.2, 1.3] },
    steps: [794, 795],
    text: `Epoch 0:   1%|          | 795/77225 [9:07:58<878:01:48, 41.36s/it, loss=3.1, v_num=, reduced_train_loss=3.090, global_step=794.0, consumed_samples=1.63e+6, grad_norm=1.20]
Epoch 0:   1%|          | 796/77225 [9:07:58<878:01:48, 41.36s/it, loss=3.1, v_num=, reduced_train_loss=3.090, global_step=795.0, consumed_samples=1.63e+6, grad_norm=1.30]
`,
  },
  {
    title: 'Lightning’s progress bar without a bar',
    path: 'lightningbar.log',
    series: { 'grad_2.0_norm_total_step': [2.7, 2.8], 'grad_2.0_norm_model.conv1.weight_step': [2.51, 2.61] },
    steps: [10, 11],
    text: `Epoch 80:  67% 10/15 [02:53<01:18, 15.76s/it, loss=0.429, v_num=l1_0, grad_2.0_norm_model.conv1.weight_step=2.510, grad_2.0_norm_model.bn1.weight_step=0.598, grad_2.0_norm_total_step=2.7]
Epoch 80:  73% 11/15 [02:53<01:18, 15.76s/it, loss=0.429, v_num=l1_0, grad_2.0_norm_model.conv1.weight_step=2.610, grad_2.0_norm_model.bn1.weight_step=0.598, grad_2.0_norm_total_step=2.8]
`,
  },
  {
    title: 'nanotron: thousands as K',
    path: 'nanotron.log',
    series: { grad_norm: [1230, 12.3] },
    steps: [1, 2],
    text: `[default0]:06/01/2024 10:00:00 [INFO|DP=0|PP=0|TP=0|ip-1]: iteration: 1 / 100 | consumed_tokens: 1.05M | elapsed_time_per_iteration_ms: 2.3K | tokens_per_sec: 1.1K | global_batch_size: 512 | lm_loss: 10.5 | lr: 0.0003 | model_tflops_per_gpu: 1 | hardware_tflops_per_gpu: 1 | grad_norm: 1.23K
[default0]:06/01/2024 10:00:00 [INFO|DP=0|PP=0|TP=0|ip-1]: iteration: 2 / 100 | consumed_tokens: 2.1M | elapsed_time_per_iteration_ms: 2.3K | tokens_per_sec: 1.1K | global_batch_size: 512 | lm_loss: 10.4 | lr: 0.0003 | model_tflops_per_gpu: 1 | hardware_tflops_per_gpu: 1 | grad_norm: 12.3
`,
  },
  {
    title: 'Google’s clu: the step in brackets',
    path: 'clu.log',
    series: { grad_norm: [1.234, 1.134] },
    steps: [100, 200],
    text: `I0501 10:00:00.000000 139 logging_writer.py:48] [100] grad_norm=1.234, learning_rate=0.001, loss=2.3
I0501 10:00:09.000000 139 logging_writer.py:48] [200] grad_norm=1.134, learning_rate=0.001, loss=2.2
`,
  },
  {
    title: 'big_vision',
    path: 'big_vision_metrics.txt',
    series: { l2_grads: [1.5, 1.25] },
    steps: [100, 200],
    text: `{"step": 100, "l2_grads": 1.5, "l2_params": 30.0, "l2_updates": 0.1, "training_loss": 2.5}
{"step": 200, "l2_grads": 1.25, "l2_params": 30.0, "l2_updates": 0.1, "training_loss": 2.25}
`,
  },
  {
    title: 'EasyLM: a dict over many lines, its step last',
    path: 'easylm.log',
    series: { gradient_norm: [1.5, 1.25] },
    steps: [10, 20],
    text: `{'accuracy': 0.1,
 'gradient_norm': 1.5,
 'loss': 10.5,
 'step': 10}
{'accuracy': 0.1,
 'gradient_norm': 1.25,
 'loss': 10.25,
 'step': 20}
`,
  },
  {
    title: 'MindFormers: a norm in brackets, steps anew in each epoch',
    path: 'mindformers.log',
    series: { global_norm: [1.23, 1.13, 1.03] },
    steps: [10, 20, 30],
    text: `2024-05-01 10:00:00,000 - mindformers[callback.py:310] - INFO - { Epoch:[  1/ 10], step:[   10/  100], loss:[10.500/10.500], time:1000.0 ms, lr:1e-05, overflow cond: False, loss_scale: 65536.0, global_norm: [1.23]
2024-05-01 10:00:00,000 - mindformers[callback.py:310] - INFO - { Epoch:[  1/ 10], step:[   20/  100], loss:[10.400/10.400], time:1000.0 ms, lr:1e-05, overflow cond: True, loss_scale: 65536.0, global_norm: [1.13]
2024-05-01 10:00:00,000 - mindformers[callback.py:310] - INFO - { Epoch:[  2/ 10], step:[   10/  100], loss:[10.400/10.400], time:1000.0 ms, lr:1e-05, overflow cond: True, loss_scale: 65536.0, global_norm: [1.03]
`,
  },
  {
    title: 'samples seen of an epoch',
    path: 'mnist.log',
    series: { 'Grad norm': [1.2, 1.3, 1.4] },
    steps: [640, 1280, 1920],
    text: `Train Epoch: 1 [640/60000 (1%)]	Loss: 2.300000	Grad norm: 1.200000
Train Epoch: 1 [1280/60000 (2%)]	Loss: 2.200000	Grad norm: 1.300000
Train Epoch: 2 [640/60000 (1%)]	Loss: 2.100000	Grad norm: 1.400000
`,
  },
  {
    title: 'a table of parameters',
    path: 'params.log',
    series: { 'rnn.weight_hh_l0 grad norm': [0.01, 0.02], 'fc.weight grad norm': [0.5, 0.4] },
    steps: [1, 2],
    text: `step 1
  rnn.weight_hh_l0               | grad norm: 0.010000
  fc.weight                      | grad norm: 0.500000
  fc.bias                        | no grad
step 2
  rnn.weight_hh_l0               | grad norm: 0.020000
  fc.weight                      | grad norm: 0.400000
`,
  },
  {
    title: 'decimal commas',
    path: 'decimal.log',
    series: { grad_norm: [0.53, 1.234], loss: [2.31, 2.21] },
    text: `Schritt 1: loss=2,31 grad_norm=0,53
step 2: loss=2,21 grad_norm=1,234
`,
  },
  {
    title: 'decimal commas in a table that semicolons part',
    path: 'decimal.csv',
    series: { grad_norm: [0.53, 1.234, 12.5], loss: [2.31, 2.21, 2.11] },
    steps: [1, 2, 3],
    text: `step;loss;grad_norm
1;2,31;0,53
2;2,21;1,234
3;2,11;12,5
`,
  },
  {
    title: 'spellings of NaN and ∞',
    path: 'nans.log',
    series: {
      grad_norm: [NaN, NaN, Infinity, NaN, Infinity, Infinity, NaN, Infinity, 1.5, NaN, NaN, Infinity],
    },
    text: `step 1 grad_norm: -nan
step 2 grad_norm: -nan(ind)
step 3 grad_norm: 1.#INF
step 4 grad_norm: 1.#QNAN
step 5 grad_norm: ∞
step 6 grad_norm: +Inf
step 7 grad_norm: NAN
step 8 grad_norm: inf.
step 9 grad_norm: 1.5
step 10 grad_norm: nan%
step 11 grad_norm: NaN,
step 12 grad_norm: Infinity
`,
  },
  {
    title: 'labels of srun: one rank',
    path: 'srun.log',
    series: { grad_norm: [1.5, 1.25] },
    steps: [10, 20],
    text: `0: step 10 loss 2.5 grad_norm 1.5
1: step 10 loss 2.5 grad_norm 1.6
0: step 20 loss 2.5 grad_norm 1.25
1: step 20 loss 2.5 grad_norm 1.35
`,
  },
  {
    title: 'labels of srun, one rank behind the other',
    path: 'srun_late.log',
    series: { grad_norm: [1.5, 1.25, 1.125] },
    steps: [10, 20, 30],
    text: `1: step 10 loss 2.5 grad_norm 1.5
1: step 20 loss 2.5 grad_norm 1.25
0: step 10 loss 2.5 grad_norm 1.6
0: step 20 loss 2.5 grad_norm 1.35
1: step 30 loss 2.5 grad_norm 1.125
`,
  },
  {
    title: 'numbers of lines are no ranks',
    path: 'numbered.log',
    series: { grad_norm: [1.5, 1.25, 1.125] },
    steps: [10, 20, 30],
    text: `7: step 10 loss 2.5 grad_norm 1.5
19: step 20 loss 2.5 grad_norm 1.25
31: step 30 loss 2.5 grad_norm 1.125
`,
  },
  {
    title: 'labels of mpirun: one rank',
    path: 'mpirun.log',
    series: { grad_norm: [1.5, 1.25] },
    steps: [10, 20],
    text: `[1,0]<stdout>:step 10 loss 2.5 grad_norm 1.5
[1,1]<stdout>:step 10 loss 2.5 grad_norm 1.6
[1,0]<stdout>:step 20 loss 2.5 grad_norm 1.25
[1,1]<stdout>:step 20 loss 2.5 grad_norm 1.35
`,
  },
  {
    title: '[GPU0] and [GPU1]: one of them',
    path: 'gpus.log',
    series: { grad_norm: [1.5, 1.25] },
    steps: [10, 20],
    text: `[GPU0] step 10 loss 2.5 grad_norm 1.5
[GPU1] step 10 loss 2.5 grad_norm 1.6
[GPU0] step 20 loss 2.5 grad_norm 1.25
[GPU1] step 20 loss 2.5 grad_norm 1.35
`,
  },
  {
    title: 'worker-0 and worker-1: one of them',
    path: 'workers.log',
    series: { grad_norm: [1.5, 1.25] },
    steps: [10, 20],
    text: `worker-0: step 10 loss 2.5 grad_norm 1.5
worker-1: step 10 loss 2.5 grad_norm 1.6
worker-0: step 20 loss 2.5 grad_norm 1.25
worker-1: step 20 loss 2.5 grad_norm 1.35
`,
  },
  {
    title: 'Ray’s prefix before a dict',
    path: 'ray.log',
    series: { grad_norm: [1.5, 1.25] },
    text: `(RayTrainWorker pid=123, ip=10.0.0.1) {'loss': 2.5, 'grad_norm': 1.5, 'epoch': 0.5}
(RayTrainWorker pid=123, ip=10.0.0.1) {'loss': 2.5, 'grad_norm': 1.25, 'epoch': 1.0}
`,
  },
  {
    title: 'Docker’s JSON around a printed line',
    path: 'docker-json.log',
    series: { grad_norm: [1.5, 1.25] },
    steps: [10, 20],
    text: `{"log":"step 10 loss 2.5 grad_norm 1.5\\n","stream":"stdout","time":"2024-05-01T10:00:00.000Z"}
{"log":"step 20 loss 2.5 grad_norm 1.25\\n","stream":"stdout","time":"2024-05-01T10:00:00.000Z"}
`,
  },
  {
    title: 'a logger’s JSON around a printed line',
    path: 'message.jsonl',
    series: { grad_norm: [1.5, 1.25] },
    steps: [10, 20],
    text: `{"asctime":"2024-05-01 10:00:00","levelname":"INFO","message":"step 10 loss 2.5 grad_norm 1.5"}
{"asctime":"2024-05-01 10:00:00","levelname":"INFO","message":"step 20 loss 2.5 grad_norm 1.25"}
`,
  },
  {
    title: 'step and norm within objects',
    path: 'nested.jsonl',
    series: { 'data/train/grad_norm': [1.5, 1.25] },
    steps: [10, 20],
    text: `{"data": {"step": 10, "train": {"loss": 2.5, "grad_norm": 1.5}}}
{"data": {"step": 20, "train": {"loss": 2.5, "grad_norm": 1.25}}}
`,
  },
  {
    title: 'one record a figure, as JSON',
    path: 'longform.jsonl',
    series: { grad_norm: [1.5, 1.25], loss: [2.5, 2.25] },
    steps: [10, 20],
    text: `{"tag": "grad_norm", "value": 1.5, "step": 10}
{"tag": "loss", "value": 2.5, "step": 10}
{"tag": "grad_norm", "value": 1.25, "step": 20}
{"tag": "loss", "value": 2.25, "step": 20}
`,
  },
  {
    title: 'one record a figure, as a table',
    path: 'longform.csv',
    series: { 'train/grad_norm': [1.5, 1.25] },
    steps: [10, 20],
    text: `step,metric,value
10,train/grad_norm,1.5
10,train/loss,2.5
20,train/grad_norm,1.25
20,train/loss,2.25
`,
  },
  {
    title: 'a chart that TensorBoard saved as a table',
    path: 'run-v1-tag-train_grad_norm.csv',
    series: { train_grad_norm: [1.5, 1.25] },
    steps: [10, 20],
    text: `Wall time,Step,Value
1700000000.1,10,1.5
1700000001.1,20,1.25
`,
  },
  {
    title: 'a chart that TensorBoard saved as JSON',
    path: 'train_grad_norm.json',
    series: { train_grad_norm: [1.5, 1.25] },
    steps: [10, 20],
    text: `[[1700000000.1, 10, 1.5], [1700000001.1, 20, 1.25]]
`,
  },
  {
    title: 'a chart that W&B exported',
    path: 'wandb_export.csv',
    series: { 'sunny-1 - train/grad_norm': [1.5, 1.25] },
    steps: [10, 20],
    text: `"Step","sunny-1 - train/grad_norm","sunny-1 - train/grad_norm__MIN","sunny-1 - train/grad_norm__MAX"
"10","1.5","1.5","1.5"
"20","1.25","1.25","1.25"
`,
  },
  {
    title: 'Stable-Baselines3’s table',
    path: 'sb3.log',
    series: { grad_norm: [1.5, 1.25] },
    steps: [2048, 4096],
    text: `------------------------------------------
| rollout/                |              |
|    ep_rew_mean          | 20.5         |
| time/                   |              |
|    total_timesteps      | 2048         |
| train/                  |              |
|    grad_norm            | 1.5          |
|    loss                 | 5.5          |
------------------------------------------
------------------------------------------
| time/                   |              |
|    total_timesteps      | 4096         |
| train/                  |              |
|    grad_norm            | 1.25         |
|    loss                 | 5.25         |
------------------------------------------
`,
  },
  {
    title: 'Stable-Baselines3’s progress.csv',
    path: 'progress.csv',
    series: { 'train/grad_norm': [1.5, 1.25] },
    steps: [2048, 4096],
    text: `time/iterations,time/total_timesteps,train/grad_norm,train/loss
1,2048,1.5,2.5
2,4096,1.25,2.25
`,
  },
  {
    title: 'RLlib',
    path: 'result.json',
    series: { 'info/learner/default_policy/learner_stats/grad_gnorm': [1.5, 1.25] },
    steps: [4000, 8000],
    text: `{"training_iteration": 1, "timesteps_total": 4000, "info": {"learner": {"default_policy": {"learner_stats": {"grad_gnorm": 1.5, "cur_lr": 1e-4, "total_loss": 2.5}}}}, "config": {"grad_clip": 40, "lr": 1e-4}}
{"training_iteration": 2, "timesteps_total": 8000, "info": {"learner": {"default_policy": {"learner_stats": {"grad_gnorm": 1.25, "cur_lr": 1e-4, "total_loss": 2.5}}}}, "config": {"grad_clip": 40, "lr": 1e-4}}
`,
  },
  {
    title: 'OpenRLHF',
    path: 'openrlhf.log',
    series: { actor_grad_norm: [1.5, 1.25] },
    steps: [1, 2],
    text: `Train epoch [1/1]:  10%|█         | 1/10 [00:10<01:30, 10.0s/it, policy_loss=0.1, actor_lr=1e-6, actor_grad_norm=1.5, critic_loss=0.5]
Train epoch [1/1]:  20%|█         | 2/10 [00:10<01:30, 10.0s/it, policy_loss=0.1, actor_lr=1e-6, actor_grad_norm=1.25, critic_loss=0.5]
`,
  },
  {
    title: 'PaddleNLP',
    path: 'paddle.log',
    series: { grad_norm: [1.5, 1.25] },
    steps: [10, 20],
    text: `[2024-05-01 10:00:00,000] [    INFO] - global step 10, epoch: 0, batch: 9, loss: 10.5, lr: 0.0001, grad_norm: 1.5, speed: 1.2 step/s
[2024-05-01 10:00:00,000] [    INFO] - global step 20, epoch: 0, batch: 19, loss: 10.4, lr: 0.0001, grad_norm: 1.25, speed: 1.2 step/s
`,
  },
  {
    title: 'two dicts on a line',
    path: 'huggingface_multi.log',
    series: { grad_norm: [1.5, 1.4, 1.3] },
    text: `{'loss': 2.5, 'grad_norm': 1.5, 'learning_rate': 5e-05, 'epoch': 0.1}{'loss': 2.4, 'grad_norm': 1.4, 'learning_rate': 5e-05, 'epoch': 0.2}
{'loss': 2.3, 'grad_norm': 1.3, 'learning_rate': 5e-05, 'epoch': 0.3}
`,
  },
  {
    title: 'a table of Markdown',
    path: 'markdown.md',
    series: { grad_norm: [1.5, 1.25] },
    steps: [10, 20],
    text: `| step | loss | grad_norm |
|---|---|---|
| 10 | 2.5 | 1.5 |
| 20 | 2.4 | 1.25 |
`,
  },
  {
    title: 'a table that spaces part',
    path: 'spaces.log',
    series: { grad_norm: [1.5, 1.25, 1.125] },
    steps: [10, 20, 30],
    text: `step  loss    grad_norm  lr
10    2.5     1.5        0.001
20    2.4     1.25       0.001
30    2.3     1.125      0.001
`,
  },
  {
    title: 'norms before and after clipping',
    path: 'clip.log',
    series: { grad_norm_before_clip: [5.5, 4.5] },
    steps: [10, 20],
    text: `step 10 | loss 2.5 | grad norm before clip: 5.5, after clip: 1.0
step 20 | loss 2.5 | grad norm before clip: 4.5, after clip: 1.0
`,
  },
  {
    title: 'logfmt',
    path: 'logfmt.log',
    series: { grad_norm: [1.5, 1.25] },
    steps: [10, 20],
    text: `time="2024-05-01T10:00:00Z" level=info msg="train" step=10 loss=2.5 grad_norm=1.5
time="2024-05-01T10:00:00Z" level=info msg="train" step=20 loss=2.5 grad_norm=1.25
`,
  },
];

describe('what is known from one producer is known from its siblings', () => {
  for (const { title, path, text, series, steps } of logs) {
    it(title, async () => {
      const followed = await readLog(path, text);
      for (const [name, values] of Object.entries(series)) {
        assert.deepEqual(valuesOf(followed, name), values);
        if (steps) assert.deepEqual([...followed.log.series.find((one) => one.name === name)!.steps], steps);
      }
    });
  }

  it('names of the norm of all gradients', async () => {
    const names = [
      '||grad||: ',
      'gradient_norm = ',
      '‖∇L‖₂ = ',
      'grad L2: ',
      'GradNorm: ',
      'Gradient L2 norm: ',
      'L2 norm of gradients: ',
      'norm of the gradient = ',
      'total gradient norm is ',
      'gradient norm was ',
      'grad-norm=',
      'gradnorm ',
      'grad_l2 ',
      '|∇L|=',
      '||∇||₂: ',
      'Grad L2 Norm: ',
      'grads_norm: ',
      'norm(grad) = ',
      '||g||_2 = ',
      'grad.norm()=',
      'gradient magnitude: ',
      'global norm: ',
      'norm_grad: ',
      'mean grad norm ',
    ];
    for (const name of names) {
      const { log } = await readLog('a.log', `step 1 ${name}1.25\nstep 2 ${name}1.5\n`);
      const [found] = log.series.filter(({ kind }) => isNorm(kind));
      assert.deepEqual(found && [...found.values], [1.25, 1.5], name);
    }
  });

  it('a message about norms among records of them is no wrapped log', async () => {
    const records = [1, 2, 3].map((step) => JSON.stringify({ step, grad_norm: step / 2 }));
    const message = JSON.stringify({ message: 'grad_norm: 9 is clipped' });
    const followed = await readLog('a.jsonl', `${message}\n${records.join('\n')}\n`);
    assert.deepEqual(valuesOf(followed, 'grad_norm'), [0.5, 1, 1.5]);
  });

  it('updates that were skipped, in many words', async () => {
    const lines = [
      'WARNING: non-finite gradient norm (nan), skipping optimizer step',
      'Found inf/nan in gradients, skipping update',
      'Skipping step 3 due to inf gradients',
      'NaN gradients detected at step 4; skipping',
      'grad norm is inf, skip this batch',
      '| WARNING: overflow detected, setting loss scale to: 0.25',
      'NOTE: gradient overflow detected, ignoring gradient, setting loss scale to: 64.0',
    ];
    for (const line of lines) {
      const { log } = await readLog('a.log', `step 1 grad_norm 1.5\n${line}\n`);
      assert.equal(log.skippedUpdates, 1, line);
    }
    for (const line of ['skip_nonfinite_grad: true', 'grad norm: nan | number of skipped iterations: 1 |']) {
      const { log } = await readLog('a.log', `step 1 grad_norm 1.5\n${line}\n`);
      assert.equal(log.skippedUpdates, 0, line);
    }
  });
});
