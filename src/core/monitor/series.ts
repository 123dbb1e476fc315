import { Growable } from './growable';

/**
 * What a series measures: the norm of all gradients together, of one parameter's, a quantile of norms that the
 * trainer computed itself, or one of the figures that stand beside them in a log.
 */
export type SeriesKind =
  'total' | 'parameter' | 'quantile' | 'loss' | 'learningRate' | 'clipRate' | 'threshold' | 'other';

/** One quantity over the steps of training, in the order of the log. Values may be NaN or ±∞. */
export class Series {
  private readonly stepData = new Growable();
  private readonly valueData = new Growable();

  /** `parameter` is the name of the weight for kind `parameter`, else `null`. */
  constructor(
    readonly name: string,
    readonly kind: SeriesKind,
    readonly parameter: string | null = null,
  ) {}

  get length(): number {
    return this.valueData.length;
  }

  /** Bytes held. */
  get capacity(): number {
    return this.stepData.capacity + this.valueData.capacity;
  }

  get steps(): Float64Array {
    return this.stepData.view();
  }

  get values(): Float64Array {
    return this.valueData.view();
  }

  /** A step that is no number counts as the place in the series. */
  push(step: number, value: number): void {
    this.stepData.push(Number.isFinite(step) ? step : this.length);
    this.valueData.push(value);
  }
}
