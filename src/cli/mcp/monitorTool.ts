import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { defaultRules } from '../../core/monitor/rules';
import { monitorTable } from '../monitorTable';
import { readMonitored } from '../readMonitored';
import { judgedRuns } from '../runs/runScan';
import { renderRuns } from '../runs/renderRuns';
import type { Roots } from './roots';
import type { Tool } from './tool';

/** `gradient_lens_monitor`: a training log under the roots, judged, or the runs of a folder. */
export function monitorTool(roots: Roots): Tool {
  return {
    name: 'gradient_lens_monitor',
    title: 'Judge a training log',
    description:
      'Judges the gradient norms of a training log (JSON Lines, CSV, TensorBoard, W&B offline, Lightning, Hugging Face, plain text): exploding, vanishing or stable, since which step and why, with norms by layer and a clipping threshold in code. A folder is told run by run, worst first. Read-only.',
    inputSchema: {
      type: 'object',
      properties: {
        file: { type: 'string', description: 'Path of a log, or of a folder of runs, under the roots.' },
        threshold: { type: 'number', exclusiveMinimum: 0, description: 'The clipping threshold in force.' },
      },
      required: ['file'],
    },
    async answer({ file, threshold }) {
      if (typeof file !== 'string') throw new Error('Name a training log or a folder of runs.');
      if (
        threshold !== undefined &&
        !(typeof threshold === 'number' && threshold > 0 && threshold < Infinity)
      )
        throw new Error('threshold takes a positive number.');
      const path = await roots.locate(file);
      const options = { warmup: 0, threshold, rules: defaultRules };
      if ((await stat(path)).isDirectory())
        return { words: renderRuns(await judgedRuns([path], options), 'table', false) };
      const { record } = await readMonitored(path, options);
      return { words: monitorTable({ ...record, file: basename(file) }, false) };
    },
  };
}
