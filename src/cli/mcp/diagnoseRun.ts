import type { Prompt } from './tool';

/** A prompt: from a log to what is to be changed in the code. */
export const diagnoseRun: Prompt = {
  name: 'diagnose_run',
  title: 'Diagnose my run',
  description: 'Finds out why the gradients of a training explode or vanish, and what to change.',
  argument: { name: 'run', description: 'A training log, or the folder of a run.', required: false },
  text: (run) =>
    [
      `Diagnose the gradients of ${run === undefined || run === '' ? 'the training in this workspace' : run}.`,
      '1. Call gradient_lens_monitor on its log or folder. Note the verdict, since which step it holds, and which layers it names.',
      '2. Call gradient_lens_analyze on the training script, its config and its newest checkpoint. A verdict on a start or a matrix is a prediction; the log is what happened.',
      '3. Where the two disagree, say so, and say which inputs or settings would explain it. Call gradient_lens_explain for rules that need it.',
      '4. Call gradient_lens_remedy on the files that are to change, and propose the smallest edit that treats the cause. Show it before you make it.',
      'Quote the figures of the tools as they stand. What a tool calls undetermined is undetermined: do not guess.',
    ].join('\n'),
};
