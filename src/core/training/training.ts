import type { Progress } from '../linalg/matrix';
import { frobeniusNorm } from '../linalg/vector';
import type { ActivationName } from '../recurrence/activation';
import { clip, type Clipping } from './clipping';
import { requireData, type TrainingData } from './data';
import { lossGradient } from './gradients';
import { parameterNames, requireLayers, type Layer } from './network';

/** How a network is trained. */
export interface TrainingOptions {
  /** φ between the layers; sigmoid by default, as in the article. */
  readonly activation?: ActivationName;
  /** 0.1 by default, as in the article. */
  readonly learningRate?: number;
  readonly clipping?: Clipping;
}

/** What one epoch measured, before it changed the weights. A diverged run has figures that are not finite. */
export interface TrainingStep {
  /** From 1. */
  readonly epoch: number;
  readonly loss: number;
  /** ‖∂L/∂p‖ of each parameter, before clipping, in the order fc1.weight, fc1.bias, … */
  readonly gradNorms: Readonly<Record<string, number>>;
  /** ‖∂L‖ over all parameters, before clipping. */
  readonly totalNorm: number;
  readonly clipped: boolean;
}

/** Full-batch stochastic gradient descent on the mean squared error, one epoch at a time. */
export class Training {
  private current: readonly Layer[];
  private epoch = 0;
  private readonly names: readonly string[];
  private readonly options: Required<TrainingOptions>;

  /**
   * Starts from `layers`, which are not changed.
   * @throws RangeError for layers or data that do not fit together, or a learning rate that is not finite.
   */
  constructor(
    layers: readonly Layer[],
    private readonly data: TrainingData,
    options: TrainingOptions = {},
  ) {
    requireLayers(layers);
    requireData(data, layers[0]!.weight.columns, layers.at(-1)!.weight.rows);
    this.options = { activation: 'sigmoid', learningRate: 0.1, clipping: { kind: 'none' }, ...options };
    const { learningRate } = this.options;
    if (!Number.isFinite(learningRate)) throw new RangeError(`${learningRate} is not a learning rate`);
    this.current = layers;
    this.names = parameterNames(layers.length);
  }

  /** The layers as they are now. */
  get layers(): readonly Layer[] {
    return this.current;
  }

  /** One epoch. When the checkpoint throws, the weights are as before. */
  step(progress?: Progress): TrainingStep {
    const { activation, learningRate, clipping } = this.options;
    const { loss, layers } = lossGradient(this.current, activation, this.data, progress);
    const all = layers.flatMap(({ weight, bias }) => [weight.data, bias]);
    const { gradients, totalNorm, clipped } = clip(all, clipping);
    const moved = (from: Float64Array, index: number): Float64Array =>
      from.map((value, i) => value - learningRate * gradients[index]![i]!);
    this.current = this.current.map(({ weight, bias }, l) => ({
      weight: { ...weight, data: moved(weight.data, 2 * l) },
      bias: moved(bias, 2 * l + 1),
    }));
    const gradNorms = Object.fromEntries(this.names.map((name, i) => [name, frobeniusNorm(all[i]!)]));
    return { epoch: ++this.epoch, loss, gradNorms, totalNorm, clipped };
  }
}
