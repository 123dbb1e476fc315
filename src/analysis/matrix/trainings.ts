import type { Progress } from '../../core/linalg/matrix';
import type { Clipping } from '../../core/training/clipping';
import { gaussianData } from '../../core/training/data';
import { freshLayers } from '../../core/training/network';
import { Training } from '../../core/training/training';
import {
  articleSamples,
  parseTraining,
  trainingBounds,
  type TrainingEpoch,
  type TrainingRequest,
  type TrainingSettings,
} from '../../shared/training';

/** Runs that are kept where they stand. */
const kept = 8;

interface Run {
  readonly training: Training;
  readonly epochs: TrainingEpoch[];
}

/**
 * Training runs by their settings, each kept where it stands with what it measured, so that the next epochs go on from
 * there. A run that was let go is made anew: the same settings give the same figures.
 */
export class Trainings {
  private readonly runs = new Map<string, Run>();

  /** The epochs after `from`, at most `count` of them. */
  epochs(request: TrainingRequest, progress?: Progress): readonly TrainingEpoch[] {
    const [, maxEpochs] = trainingBounds.epochs;
    const from = Math.min(Math.max(Math.trunc(request.from), 0), maxEpochs);
    const to = Math.min(from + Math.max(Math.trunc(request.count), 0), maxEpochs);
    const settings = parseTraining(request.settings);
    const key = JSON.stringify(settings);
    const run = this.runs.get(key) ?? start(settings);
    this.runs.delete(key);
    this.runs.set(key, run);
    for (const oldest of this.runs.keys()) {
      if (this.runs.size <= kept) break;
      this.runs.delete(oldest);
    }
    while (run.epochs.length < to) {
      progress?.(run.epochs.length / to);
      run.epochs.push(step(run.training));
    }
    return run.epochs.slice(from, to);
  }
}

function start(settings: TrainingSettings): Run {
  const { widths, initializer, scale, seed, activation, learningRate } = settings;
  // Weights do not repeat the numbers of the data.
  const layers = freshLayers(widths, { name: initializer }, seed + 1_000_000).map(({ weight, bias }) => ({
    weight: { ...weight, data: weight.data.map((entry) => scale * entry) },
    bias,
  }));
  const data = gaussianData(articleSamples, widths[0]!, widths.at(-1)!, seed);
  const options = { activation, learningRate, clipping: clippingOf(settings) };
  return { training: new Training(layers, data, options), epochs: [] };
}

function clippingOf({ clipping, threshold }: TrainingSettings): Clipping {
  return clipping === 'none' ? { kind: 'none' } : { kind: clipping, threshold };
}

function step(training: Training): TrainingEpoch {
  const { epoch, loss, gradNorms, totalNorm, clipped } = training.step();
  // Messages to a webview are JSON, which knows no infinity.
  const diverged = !Number.isFinite(loss);
  const finite = (value: number): number | null => (diverged || !Number.isFinite(value) ? null : value);
  return {
    epoch,
    loss: finite(loss),
    gradNorms: Object.values(gradNorms).map(finite),
    totalNorm: finite(totalNorm),
    clipped,
  };
}
