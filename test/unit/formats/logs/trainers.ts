/** One step of a training as every trainer below would print it. */
export interface Step {
  /** From 1. */
  readonly step: number;
  readonly loss: number;
  readonly norm: number;
  readonly rate: number;
}

/** How a trainer writes a log, from what it prints at a step. */
export interface Trainer {
  readonly name: string;
  readonly path?: string;
  readonly head?: string;
  readonly line: (step: Step) => string;
  readonly foot?: string;
  /** The series of the whole norm. */
  readonly total: string;
  /** The step that the log tells; `null` where it tells none. Left out: the step as it is. */
  readonly at?: ((step: Step) => number) | null;
  /** Left out: the trainer prints the loss. */
  readonly hasLoss?: false;
  /** Networks of its own besides, whose norms are calm. */
  readonly others?: readonly string[];
}

const clock = (step: number): string => {
  const seconds = 36_000 + 7 * step;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
};
const bar = (step: number, of: number): string =>
  `${String(Math.round((100 * step) / of)).padStart(3)}%|${'█'.repeat(Math.round((10 * step) / of)).padEnd(10)}| ${step}/${of} [00:${String(step % 60).padStart(2, '0')}<01:30,  1.02s/it`;
const python = (value: number): string =>
  Number.isNaN(value) ? 'nan' : value === Infinity ? 'inf' : String(value);
const fixed = (value: number, digits = 4): string =>
  Number.isFinite(value) ? value.toFixed(digits) : python(value);
const json = (value: number): string =>
  Number.isNaN(value) ? 'NaN' : python(value).replace('inf', 'Infinity');
const exponent = (value: number): string =>
  Number.isFinite(value) ? value.toExponential(6).replace(/e([+-])(\d)$/, 'E$10$2') : python(value);
const wide = (value: number, digits = 4): string => fixed(value, digits).padStart(8);

export const trainers: readonly Trainer[] = [
  {
    name: 'torchtitan without a mark of its rank, eight processes in one file',
    line: ({ step, loss, norm }) =>
      `[titan] 2026-02-24 ${clock(step)},508 - root - INFO - step: ${String(step).padStart(2)}  loss: ${wide(loss, 5)}  grad_norm: ${wide(norm)}  memory: 66.91GiB(37.51%)  tps: 10,05${step % 10}  tflops: 314.71  mfu: 13.99%\n`.repeat(
        8,
      ),
    total: 'grad_norm',
  },
  {
    name: 'torchtitan under torchrun’s tee, colored',
    line: ({ step, loss, norm }) =>
      `[rank0]:\u001b[32m[titan] 2026-05-18 ${clock(step)},338 - root - INFO - \u001b[31mstep: ${String(step).padStart(2)}  \u001b[32mloss: ${wide(loss, 5)}  \u001b[38;2;180;60;0mgrad_norm: ${wide(norm)}  \u001b[38;2;54;234;195mmemory:  9.46GiB(64.99%)  \u001b[34mtps: 7,282  \u001b[36mtflops: 0.52  \u001b[35mmfu: 0.17%\u001b[39m\n`,
    total: 'grad_norm',
  },
  {
    name: 'nanochat',
    line: ({ step, loss, norm }) =>
      `step ${String(step).padStart(5, '0')}/21400 (${fixed(step / 214, 2)}%) | loss: ${fixed(loss, 6)} | grad_norm: ${fixed(norm, 5)} | lrm: 1.00 | dt: 1200.11ms | tok/sec: 430,112 | mfu: 48.20 | total time: 0.10m\n`,
    total: 'grad_norm',
  },
  {
    name: 'modded-nanogpt with a norm',
    head: 'Running Python 3.12 (main)\nRunning PyTorch 2.7.0 compiled for CUDA 12.6\n====================\n',
    line: ({ step, loss, norm }) =>
      `step:${step}/5100 train_loss:${fixed(loss)} grad_norm:${fixed(norm)} train_time:${240 * step}ms step_avg:240.11ms\n`,
    total: 'grad_norm',
  },
  {
    name: 'nanoGPT with its evaluation between',
    line: ({ step, loss, norm }) =>
      `${step % 20 === 0 ? `step ${step}: train loss ${fixed(loss)}, val loss ${fixed(loss + 0.1)}\nsaving checkpoint to out\n` : ''}iter ${step}: loss ${fixed(loss)}, time 150.33ms, mfu 30.10%, gnorm ${fixed(norm)}\n`,
    total: 'gnorm',
  },
  {
    name: 'TinyLlama',
    line: ({ step, loss, norm }) =>
      `iter ${8 * step} step ${step}: loss ${fixed(loss)}, iter time: 301.21ms (optimizer.step) remaining time: 11.21 hours, grad_norm: ${fixed(norm)}\n`,
    total: 'grad_norm',
  },
  {
    name: 'llm.c after its head',
    head: '+-----------------------+----------------------------------------------------+\n| Parameter             | Value                                              |\n+-----------------------+----------------------------------------------------+\n| train data pattern    | dev/data/fineweb10B/fineweb_train_*.bin            |\n| learning rate (LR)    | 6.000000e-04                                       |\n| norm of nothing       | 0                                                  |\n+-----------------------+----------------------------------------------------+\nval loss 11.009\n',
    line: ({ step, loss, norm }) =>
      `step ${String(step).padStart(4)}/19560 | loss ${fixed(loss, 6)} (+0.21z)| norm ${fixed(norm)} (-0.31z)| lr 2.57e-06 | 1714.33 ms | 55.1% bf16 MFU | 305743 tok/s\n`,
    total: 'norm',
  },
  {
    name: 'verl as it prints now',
    line: ({ step, loss, norm }) =>
      `(TaskRunner pid=222265) step:${step} - global_seqlen/min:419336 - global_seqlen/max:497506 - global_seqlen/mean:458966.5 - actor/entropy:0.2226 - perf/mfu/actor_infer:0.0 - actor/pg_clipfrac:0.00079 - actor/ppo_kl:-8.163164312320433e-06 - actor/pg_loss:${python(loss)} - actor/kl_loss:0.0013 - actor/loss:${python(loss)} - actor/grad_norm:${python(norm)} - actor/perf/max_memory_allocated_gb:24.52 - actor/lr:2e-06 - training/global_step:${step} - training/epoch:0 - critic/score/mean:-0.018 - critic/rewards/max:1.0 - critic/advantages/mean:-0.04 - response_length/mean:1267.02 - timing_s/gen:29.641\n`,
    total: 'actor/grad_norm',
  },
  {
    name: 'verl with a critic of its own',
    line: ({ step, loss, norm }) =>
      `(main_task pid=51520) step:${step} - critic/vf_loss:np.float64(0.5) - critic/vf_clipfrac:0.0 - critic/grad_norm:np.float64(1.5) - critic/lr:1e-05 - actor/entropy_loss:0.317 - actor/pg_loss:np.float64(${python(loss)}) - actor/grad_norm:np.float64(${python(norm)}) - actor/lr:1e-06\n`,
    total: 'actor/grad_norm',
    others: ['critic/grad_norm'],
  },
  {
    name: 'TRL’s GRPO, beside its bar',
    line: ({ step, loss, norm, rate }) =>
      `\r ${bar(step, 1000)}]\r                                                  \r{'loss': ${python(loss)}, 'grad_norm': ${python(norm)}, 'learning_rate': ${rate}, 'num_tokens': ${8190 * step}.0, 'completions/mean_length': 120.5, 'completions/clipped_ratio': 0.0, 'rewards/format/mean': 0.5, 'rewards/format/std': 0.25, 'reward': 0.5, 'reward_std': 0.21, 'frac_reward_zero_std': 0.0, 'kl': 0.0004, 'clip_ratio/low_mean': 0.0, 'epoch': ${fixed(step / 500, 2)}}\n`,
    total: 'grad_norm',
  },
  {
    name: 'the Hugging Face Trainer, its figures as texts, spaces behind',
    line: ({ step, loss, norm, rate }) =>
      `{'loss': '${fixed(loss)}', 'grad_norm': '${fixed(norm)}', 'learning_rate': '${rate}', 'epoch': '${fixed(step / 33, 2)}'}                                                                \n  ${bar(step, 100)}]\n`,
    total: 'grad_norm',
    // The bar behind a record names the step of the next one.
    at: null,
  },
  {
    name: 'LLaMA-Factory: each record twice',
    line: ({ step, loss, norm, rate }) =>
      `[INFO|2024-12-08 ${clock(step)}] llamafactory.train.callbacks:157 >> {'loss': ${fixed(loss)}, 'learning_rate': ${rate}, 'epoch': ${fixed(step / 33, 2)}, 'throughput': 812.5}\n{'loss': ${fixed(loss)}, 'grad_norm': ${python(norm)}, 'learning_rate': ${rate}, 'epoch': ${fixed(step / 33, 2)}, 'num_input_tokens_seen': ${512 * step}}\n`,
    total: 'grad_norm',
    at: null,
  },
  {
    name: 'axolotl',
    head: "[2025-09-01 10:00:00,000] [INFO] [axolotl.train.train:230] [PID:12] Starting trainer...\n{'eval_loss': 9.5, 'eval_runtime': 1.5, 'epoch': 0}\n",
    line: ({ step, loss, norm, rate }) =>
      `{'loss': ${fixed(loss)}, 'grad_norm': ${python(norm)}, 'learning_rate': ${rate}, 'memory/max_active (GiB)': 13.21, 'memory/max_allocated (GiB)': 13.21, 'tokens_per_second_per_gpu': 812.11, 'epoch': ${fixed(step / 33, 2)}}\n`,
    total: 'grad_norm',
    at: null,
  },
  {
    name: 'unsloth: the epoch rounds to 0',
    head: '==((====))==  Unsloth - 2x faster free finetuning | Num GPUs used = 1\n   \\\\   /|    Num examples = 100,000 | Num Epochs = 1 | Total steps = 12,500\nO^O/ \\_/ \\    Batch size per device = 2 | Gradient accumulation steps = 4\n\\        /    Data Parallel GPUs = 1 | Total batch size (2 x 4 x 1) = 8\n "-____-"     Trainable parameters = 41,943,040 of 8,072,204,288 (0.52% trained)\n',
    line: ({ loss, norm, rate }) =>
      `{'loss': ${fixed(loss)}, 'grad_norm': ${python(norm)}, 'learning_rate': ${rate}, 'epoch': 0.0}\n`,
    total: 'grad_norm',
    at: null,
  },
  {
    name: 'ms-swift’s console',
    line: ({ step, loss, norm, rate }) =>
      `Train: ${bar(step, 1000)}]{'loss': ${fixed(loss, 8)}, 'token_acc': 0.71, 'grad_norm': ${fixed(norm, 8)}, 'learning_rate': ${rate}, 'memory(GiB)': 21.73, 'train_speed(iter/s)': 0.121, 'epoch': 0.1, 'global_step/max_steps': '${step}/1000', 'percentage': '${fixed(step / 10, 2)}%', 'elapsed_time': '4m 40s', 'remaining_time': '12m 40s'}\n`,
    total: 'grad_norm',
  },
  {
    name: 'torchtune’s disk logger',
    path: 'log_1720000000.txt',
    line: ({ step, loss, norm, rate }) =>
      `Step ${step} | loss:${python(loss)} lr:${rate} tokens_per_second_per_gpu:123.5 grad_norm:${python(norm)} peak_memory_active:12.5 \n`,
    total: 'grad_norm',
  },
  {
    name: 'Megatron-LM today',
    head: 'done with setup ...\ntraining ...\n[before the start of training step] datetime: 2025-10-31 08:35:51 \n',
    line: ({ step, loss, norm, rate }) =>
      ` [2025-10-31 ${clock(step)}] iteration ${String(10 * step).padStart(8)}/ 1000000 | consumed samples: ${320 * step} | elapsed time per iteration (ms): 140.6 | throughput per GPU (TFLOP/s/GPU): 201.1 | learning rate: ${exponent(rate)} | global batch size:   256 | lm loss: ${exponent(loss)} | loss scale: 1.0 | grad norm: ${fixed(norm, 3)} | num zeros: 21 | params norm: 251.231 | number of skipped iterations:   0 | number of nan iterations:   0 |\ntime (ms) | forward-compute: 193.77 | backward-compute: 73.02 | optimizer-unscale-and-check-inf: 50.71 | optimizer: 63.01\n`,
    total: 'grad norm',
    at: ({ step }) => 10 * step,
  },
  {
    name: 'Megatron-DeepSpeed, which leaves the loss out where it is NaN',
    line: ({ step, loss, norm, rate }) =>
      ` iteration ${String(step).padStart(8)}/  250000 | consumed samples: ${8 * step} | consumed tokens: ${16384 * step} | elapsed time per iteration (ms): 4247.9 | learning rate: ${exponent(rate)} | global batch size:     8 |${Number.isNaN(loss) ? '' : ` lm loss: ${exponent(loss)} |`} loss scale: 1.0 | grad norm: ${fixed(norm, 3)} | actual seqlen:  2048 | number of skipped iterations:   0 | number of nan iterations:   0 | samples per second: 1.883 | TFLOPs: 78.36 |\n`,
    total: 'grad norm',
  },
  {
    name: 'GPT-NeoX',
    line: ({ step, loss, norm, rate }) =>
      ` samples/sec: 10.213 | iteration ${String(step).padStart(8)}/  320000 | elapsed time per iteration (ms): 3000.1 | learning rate: ${exponent(rate)} | approx flops per GPU: 50.2TFLOPS | lm_loss: ${exponent(loss)} | loss scale: 4096.0 | global_grad_norm: ${exponent(norm)} | number of skipped iterations:   0 | number of nan iterations:   0 |\n`,
    total: 'global_grad_norm',
  },
  {
    name: 'DeepSpeed’s own lines beside a print',
    line: ({ step, loss, norm, rate }) =>
      `[2025-01-01 ${clock(step)},000] [INFO] [logging.py:96:log_dist] [Rank 0] step=${step}, skipped=0, lr=[${rate}], mom=[(0.9, 0.95)]\n[2025-01-01 ${clock(step)},000] [INFO] [timer.py:260:stop] epoch=0/micro_step=${8 * step}/global_step=${step}, RunningAvgSamplesPerSec=30.2, CurrSamplesPerSec=30.4, MemAllocated=1.2GB, MaxMemAllocated=4.5GB\nstep=${step} loss=${fixed(loss)} global_grad_norm=${fixed(norm)}\n`,
    total: 'global_grad_norm',
  },
  {
    name: 'OLMo',
    line: ({ step, loss, norm, rate }) =>
      `2024-08-06 ${clock(step)}.181 intern-studio-160750:0  olmo.train:908  INFO    [step=${step}/739328,epoch=0]\n    optim/total_grad_norm=${python(norm)}\n    optim/learning_rate_group0=${rate}\n    train/CrossEntropyLoss=${python(loss)}\n    train/Perplexity=195,153\n    throughput/total_tokens=${(1048576 * step).toLocaleString('en-US')}\n    System/Peak GPU Memory (MB)=46,911\n`,
    total: 'optim/total_grad_norm',
  },
  {
    name: 'OLMo-core, whose names have spaces',
    line: ({ step, loss, norm, rate }) =>
      `2025-04-02 ${clock(step)}.181\tjupiter-cs-aus-1:0\tolmo_core.train.callbacks.console_logger:112\tINFO\t[step=${step}/739328,epoch=1]\n    optim/LR (group 0)=${rate}\n    optim/total grad norm=${python(norm)}\n    throughput/device/TPS=10,213\n    train/CE loss=${python(loss)}\n    train/PPL=195,153\n    train/block 03/load imbalance=1.2\n`,
    total: 'optim/total grad norm',
  },
  {
    name: 'fairseq while an epoch lasts, with overflows',
    head: '2020-08-01 12:39:16 | INFO | fairseq.trainer | NOTE: overflow detected, setting loss scale to: 64.0\n',
    line: ({ step, loss, norm, rate }) =>
      `2020-08-01 ${clock(step)} | INFO | train_inner | epoch 001:   ${100 * step} / 6547 loss=${fixed(loss, 3)}, nll_loss=0.001, accuracy=87.9, wps=82565, ups=2.66, wpb=31075.5, bsz=64, num_updates=${100 * step}, lr=${rate}, gnorm=${fixed(norm, 3)}, clip=0, loss_scale=128, train_wall=38, gb_free=7.2, wall=1353\n`,
    total: 'gnorm',
    at: ({ step }) => 100 * step,
  },
  {
    name: 'fairseq of 2019: one line an epoch',
    line: ({ step, loss, norm, rate }) =>
      `| epoch ${String(step).padStart(3, '0')} | loss ${fixed(loss, 3)} | nll_loss 4.984 | ppl 31.65 | wps 164346 | ups 0.4 | wpb 364096 | bsz 11907 | num_updates ${400 * step} | lr ${rate} | gnorm ${fixed(norm, 3)} | clip 0% | oom 0 | loss_scale 0.500 | wall 22080 | train_wall 21383\n| epoch ${String(step).padStart(3, '0')} | valid on 'valid' subset | valid_loss 8.30118 | valid_nll_loss 7.15366 | valid_ppl 142.39 | num_updates ${400 * step} | best 4.46376\n`,
    total: 'mean_gnorm',
    at: ({ step }) => 400 * step,
  },
  {
    name: 'fairseq as JSON',
    line: ({ step, loss, norm, rate }) =>
      `2020-02-07 ${clock(step)} | INFO | train_inner | {"epoch": 1, "update": ${step / 100}, "loss": "${fixed(loss, 3)}", "nll_loss": "10.399", "wps": "9000", "num_updates": "${step}", "lr": "${rate}", "gnorm": "${fixed(norm, 3)}", "clip": "0", "loss_scale": "128", "train_wall": "12"}\n`,
    total: 'gnorm',
  },
  {
    name: 'ESPnet2: averages over a stretch of batches',
    line: ({ step, loss, norm, rate }) =>
      `[node] 2023-04-21 ${clock(step)},732 (trainer:732) INFO: 1epoch:train:${100 * step - 99}-${100 * step}batch: iter_time=1.2e-04, forward_time=0.121, loss_ctc=81.2, loss_att=60.1, acc=0.31, loss=${fixed(loss, 3)}, backward_time=0.201, grad_norm=${fixed(norm, 3)}, clip=100.000, loss_scale=6.554e+04, optim_step_time=0.041, optim0_lr0=${exponent(rate)}, train_time=1.721\n`,
    total: 'grad_norm',
    at: ({ step }) => 100 * step,
  },
  {
    name: 'MMEngine, by epochs',
    line: ({ step, loss, norm, rate }) =>
      `2024/05/07 ${clock(step)} - mmengine - INFO - Epoch(train)  [1][${String(50 * step).padStart(5)}/58633]  lr: ${exponent(rate)}  eta: 1 day, 1:25:37  time: 0.5450  data_time: 0.0123  memory: 15266  grad_norm: ${fixed(norm)}  loss: ${fixed(loss)}  loss_rpn_cls: 0.1213  loss_rpn_bbox: 0.0321  acc: 91.2109\n`,
    total: 'grad_norm',
    at: ({ step }) => 50 * step,
  },
  {
    name: 'XTuner: by iterations',
    line: ({ step, loss, norm, rate }) =>
      `2024/05/07 ${clock(step)} - mmengine - INFO - Iter(train) [${String(10 * step).padStart(4)}/2046]  lr: ${exponent(rate)}  eta: 1:25:37  time: 22.5450  data_time: 19.6772  memory: 15266  loss: ${fixed(loss)}  grad_norm: ${fixed(norm)}\n`,
    total: 'grad_norm',
    at: ({ step }) => 10 * step,
  },
  {
    name: 'Detectron2 with a norm',
    line: ({ step, loss, norm, rate }) =>
      `[01/01 ${clock(step)} d2.utils.events]:  eta: 1:00:00  iter: ${20 * step - 1}  total_loss: ${fixed(loss)}  loss_cls: 0.5121  loss_box_reg: 0.1213  grad_norm: ${fixed(norm)}  time: 0.2112  last_time: 0.2213  data_time: 0.0121  last_data_time: 0.0101   lr: ${rate}  max_mem: 5012M\n`,
    total: 'grad_norm',
    at: ({ step }) => 20 * step - 1,
  },
  {
    name: 'timm with a norm, value and mean',
    line: ({ step, loss, norm, rate }) =>
      `Train: 0 [${String(50 * step).padStart(4)}/5005 (${String(step).padStart(3)}%)]  Loss: ${fixed(loss)} (6.93)  Grad norm: ${fixed(norm)} (1.213)  Time: 0.512s,  500.12/s  (0.531s,  482.11/s)  LR: ${exponent(rate)}  Data: 0.011 (0.021)\n`,
    total: 'Grad norm',
    at: ({ step }) => 50 * step,
  },
  {
    name: 'BEiT: value and mean, the mean spoiled',
    line: ({ step, loss, norm }) =>
      `Epoch: [0]  [${String(10 * step).padStart(4)}/1299]  eta: 0:10:00  lr: 0.001435  min_lr: 0.001435  mlm_acc: 0.0333 (0.0344)  loss: ${fixed(loss)} (6.5971)  loss_scale: 8192.0000 (8646.0600)  weight_decay: 0.0500 (0.0500)  grad_norm: ${fixed(norm)} (nan)  time: 0.4944  data: 0.0001  max mem: 19152\n`,
    foot: 'Averaged stats: lr: 0.001435  min_lr: 0.001435  mlm_acc: 0.0333 (0.0345)  loss: 6.5993 (6.5925)  loss_scale: 8192.0000 (8646.0600)  weight_decay: 0.0500 (0.0500)  grad_norm: 0.3922 (nan)\n',
    total: 'grad_norm',
    at: ({ step }) => 10 * step,
  },
  {
    name: 'Coqui TTS',
    head: '\n > TRAINING (2024-03-18 13:31:18) \n',
    line: ({ step, loss, norm }) =>
      `\n\u001b[1m   --> TIME: 2024-03-18 ${clock(step)} -- STEP: ${25 * step}/4960 -- GLOBAL_STEP: ${25 * step}\u001b[0m\n     | > loss: ${python(loss)}  (3.534811576207479)\n     | > log_mle: 0.632981538772583  (0.6383022785186767)\n     | > amp_scaler: 16384.0  (16384.0)\n     | > grad_norm: tensor(${fixed(norm)}, device='cuda:0')  (tensor(9.8412, device='cuda:0'))\n     | > current_lr: 2.5e-07 \n     | > step_time: 0.9393  (0.9392588138580322)\n`,
    total: 'grad_norm',
    at: ({ step }) => 25 * step,
  },
  {
    name: 'Coqui’s VITS: generator and discriminator',
    line: ({ step, loss, norm }) =>
      `\n    --> STEP: ${step}/3770 -- GLOBAL_STEP: ${370000 + 25 * step}\n      | > loss_disc: 2.40120  (2.51074)\n      | > loss_disc_real_0: 0.12095  (0.12814)\n      | > loss_0: 2.40120  (2.51074)\n      | > grad_norm_0: 5.${step % 10}5755  (36.29088)\n      | > loss_gen: 2.45456  (2.27450)\n      | > loss_mel: 17.61349  (17.25639)\n      | > amp_scaler: 64.00000  (787.59180)\n      | > loss_1: ${fixed(loss, 5)}  (30.49375)\n      | > grad_norm_1: ${fixed(norm, 5)}  (482.22906)\n      | > current_lr_0: 0.00018 \n      | > current_lr_1: 0.00018 \n`,
    total: 'grad_norm_1',
    others: ['grad_norm_0'],
    at: ({ step }) => 370000 + 25 * step,
  },
  {
    name: 'MedicalDataAugmentationTool: a norm and its average',
    line: ({ step, loss, norm }) =>
      `${clock(step)}: train iter: ${100 * step} loss_net: ${fixed(loss)} loss_scale: 32768.0000 norm: ${fixed(norm)} norm_average: 1.0100 seconds: 122.871\n`,
    total: 'norm',
    at: ({ step }) => 100 * step,
  },
  {
    name: 'AWD-LSTM with a norm',
    line: ({ step, loss, norm }) =>
      `| epoch   1 | ${String(200 * step).padStart(5)}/23230 batches | lr 30.00000 | ms/batch 50.21 | loss ${fixed(loss, 2).padStart(5)} | ppl   900.12 | bpc    9.81 | gnorm ${fixed(norm)}\n`,
    total: 'gnorm',
    at: ({ step }) => 200 * step,
  },
  {
    name: 'Diffusers’ bar',
    line: ({ step, loss, norm }) =>
      `\rSteps: ${bar(step, 1000)}, grad_norm=${python(norm)}, lr=1e-5, step_loss=${python(loss)}]`,
    total: 'grad_norm',
  },
  {
    name: 'kohya’s bar',
    line: ({ step, loss, norm }) =>
      `\rsteps: ${bar(step, 1600)}, avr_loss=${fixed(loss, 3)}, grad/norm=${fixed(norm, 3)}]`,
    total: 'grad/norm',
  },
  {
    name: 'LeRobot',
    line: ({ step, loss, norm }) =>
      `INFO 2025-05-01 ${clock(step)} ts/train.py:232 step:${step} smpl:${64 * step} ep:5 epch:0.10 loss:${fixed(loss, 3)} grdn:${fixed(norm, 3)} lr:1.0e-05 updt_s:0.112 data_s:0.001\n`,
    total: 'grdn',
  },
  {
    name: 'Keras’s bar with a metric, one line an epoch',
    line: ({ step, loss, norm }) =>
      `Epoch ${step}/100\n\u001b[1m100/100\u001b[0m \u001b[32m━━━━━━━━━━━━━━━━━━━━\u001b[0m\u001b[37m\u001b[0m \u001b[1m1s\u001b[0m 5ms/step - grad_norm: ${fixed(norm)} - loss: ${fixed(loss)} - val_loss: ${fixed(loss + 0.2)}\n`,
    total: 'grad_norm',
  },
  {
    name: 'PaddleNLP’s Trainer',
    line: ({ step, loss, norm, rate }) =>
      `\u001b[32m[2024-05-01 ${clock(step)},000] [    INFO]\u001b[0m - loss: ${fixed(loss, 8)}, learning_rate: ${rate}, global_step: ${step}, interval_runtime: 3.5213, interval_samples_per_second: 4.5441, interval_steps_per_second: 0.284, grad_norm: ${fixed(norm, 6)}, progress_or_epoch: 0.0${step % 10}21\u001b[0m\n`,
    total: 'grad_norm',
  },
  {
    name: 'Open-Sora and ColossalAI: a dict in a bar',
    line: ({ step, loss, norm }) =>
      `\rEpoch 0: ${bar(step, 1000)}, loss=${python(loss)}, step=${step}, global_step=${step}, lr=1e-5, global_grad_norm=${python(norm)}]`,
    total: 'global_grad_norm',
  },
  {
    name: 'Flax examples of Hugging Face',
    line: ({ step, loss, norm, rate }) =>
      `Step... (${50 * step} | Loss: ${python(loss)}, Learning Rate: ${rate}, Gradient Norm: ${python(norm)})\n`,
    total: 'Gradient Norm',
    at: ({ step }) => 50 * step,
  },
  {
    name: 'Julia’s logger: a record on many lines',
    path: 'flux.log',
    line: ({ step, loss, norm }) =>
      `┌ Info: train\n│   step = ${step}\n│   loss = ${python(loss)}\n└   grad_norm = ${python(norm)}\n`,
    total: 'grad_norm',
  },
  {
    name: 'loguru',
    line: ({ step, loss, norm }) =>
      `2024-05-01 ${clock(step)}.123 | INFO     | __main__:train:88 - step=${step} loss=${fixed(loss)} grad_norm=${fixed(norm)}\n`,
    total: 'grad_norm',
  },
  {
    name: 'structlog, its fields by the alphabet',
    line: ({ step, loss, norm }) =>
      `2024-05-01 ${clock(step)} [info     ] train_step                     grad_norm=${fixed(norm)} loss=${fixed(loss)} lr=0.001 step=${step}\n`,
    total: 'grad_norm',
  },
  {
    name: 'logfmt',
    line: ({ step, loss, norm }) =>
      `ts=2024-05-01T${clock(step)}Z level=info caller=train.go:88 msg="step done" step=${step} loss=${fixed(loss)} grad_norm=${fixed(norm)}\n`,
    total: 'grad_norm',
  },
  {
    name: 'rich’s handler: the place of the call at the end of the line',
    line: ({ step, loss, norm }) =>
      `${step % 9 === 1 ? `[05/01/24 ${clock(step)}]` : ' '.repeat(19)} INFO     step ${step} loss ${fixed(loss)} grad_norm ${fixed(norm)}${' '.repeat(20)}train.py:88\n`,
    total: 'grad_norm',
  },
  {
    name: 'a container’s log as Kubernetes keeps it',
    line: ({ step, loss, norm }) =>
      `2024-05-01T${clock(step)}.123456789Z stdout F step ${step} | loss ${fixed(loss)} | grad_norm ${fixed(norm)}\n`,
    total: 'grad_norm',
  },
  {
    name: 'docker compose',
    line: ({ step, loss, norm }) =>
      `trainer-1  | step ${step} loss ${fixed(loss)} grad_norm ${fixed(norm)}\n`,
    total: 'grad_norm',
  },
  {
    name: 'kubectl logs --prefix',
    line: ({ step, loss, norm }) =>
      `[pod/train-0/main] step ${step} loss ${fixed(loss)} grad_norm ${fixed(norm)}\n`,
    total: 'grad_norm',
  },
  {
    name: 'SageMaker: two ranks by mpirun',
    line: ({ step, loss, norm }) =>
      [0, 1]
        .map(
          (rank) =>
            `[1,mpirank:${rank},algo-1]<stdout>:step ${step} loss ${fixed(loss + rank / 100)} grad_norm ${fixed(norm + rank / 10)}\n`,
        )
        .join(''),
    total: 'grad_norm',
  },
  {
    name: 'IceVision and fastai: a table that grows',
    path: 'fastai.txt',
    head: 'epoch     train_loss  valid_loss  grad_norm  time    \n',
    line: ({ step, loss, norm }) =>
      `${String(step).padEnd(10)}${fixed(loss, 6).padEnd(12)}${fixed(loss + 0.2, 6).padEnd(12)}${fixed(norm, 6).padEnd(11)} 00:0${step % 10}     \n`,
    total: 'grad_norm',
  },
  {
    name: 'RLlib’s new stack, as result.json',
    path: 'result.json',
    line: ({ step, loss, norm }) =>
      `{"training_iteration": ${step}, "num_env_steps_sampled_lifetime": ${4000 * step}, "timers": {"learner_update_timer": 1.5}, "learners": {"default_policy": {"total_loss": ${json(loss)}, "gradients_default_optimizer_global_norm": ${json(norm)}, "default_optimizer_learning_rate": 0.0001}, "__all_modules__": {"num_module_steps_trained": 4000}}, "config": {"grad_clip": null, "lr": 0.0001}}\n`,
    total: 'learners/default_policy/gradients_default_optimizer_global_norm',
  },
  {
    name: 'T5X’s and Pax’s metrics as JSON Lines',
    path: 'metrics.jsonl',
    line: ({ step, loss, norm }) =>
      `{"step": ${100 * step}, "scalars": {"train/loss": ${json(loss)}, "train/grad_norm": ${json(norm)}, "train/learning_rate": 0.001, "timing/seqs_per_second": 12.5}}\n`,
    total: 'scalars/train/grad_norm',
    at: ({ step }) => 100 * step,
  },
  {
    name: 'tinygrad’s trainer',
    line: ({ step, loss, norm }) =>
      `${String(step).padStart(5)} ${fixed(12.5, 2)} ms run, ${fixed(2.25, 2)} ms python, ${fixed(0.5, 2)} ms fetch, ${fixed(10.25, 2)} ms NV, ${fixed(loss)} loss, 0.000100 LR, 12.50 GB used, 812.12 GFLOPS, global_norm: ${fixed(norm)}\n`,
    total: 'global_norm',
    hasLoss: false,
    at: null,
  },
  {
    name: 'a print in one’s own language',
    line: ({ step, loss, norm }) => `第 ${step} 步：损失=${fixed(loss)}，grad_norm=${fixed(norm)}\n`,
    total: 'grad_norm',
    hasLoss: false,
    at: null,
  },
  {
    name: 'an f-string with its names',
    line: ({ step, loss, norm }) =>
      `step=${step}, loss.item()=${fixed(loss)}, total_norm.item()=${fixed(norm)}\n`,
    total: 'total_norm',
  },
  {
    name: 'a print of tensors',
    line: ({ step, loss, norm }) =>
      `step ${step} loss tensor(${fixed(loss)}, device='cuda:0', grad_fn=<NllLossBackward0>) grad norm tensor(${fixed(norm)}, device='cuda:0')\n`,
    total: 'grad norm',
  },
];
