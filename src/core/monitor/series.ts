import { Growable } from './growable';

/**
 * What a series measures: the norm of all gradients together, of one parameter's, of a part of the network, such a
 * norm averaged over steps or taken after clipping, a quantile of norms that the trainer computed itself, or one of the
 * figures that stand beside them in a log.
 */
export type SeriesKind =
  | 'total'
  | 'parameter'
  | 'module'
  | 'average'
  | 'clipped'
  | 'quantile'
  | 'loss'
  | 'learningRate'
  | 'lossScale'
  | 'skipped'
  | 'clipRate'
  | 'threshold'
  | 'other';

export interface SeriesOptions {
  /** The name of the weight for kind `parameter`, else `null`. */
  readonly parameter?: string | null;
  /** What is logged is the square of the norm. */
  readonly squared?: boolean;
}

/**
 * One quantity over the steps of training, steps ascending. Values may be NaN or ±∞. What a resumed run repeats replaces
 * what was recorded before it, and of several values of one step the last one counts.
 */
export class Series {
  private readonly stepData = new Growable();
  private readonly valueData = new Growable();
  private below = false;
  private back: { readonly from: number; readonly to: number } | null = null;
  private zero: string | null = null;
  private dropped = 0;
  private droppedNonFinite = 0;
  /** How much of its beginning was thinned, and of how many records each stands for one there. */
  thinned = { length: 0, stride: 1 };
  readonly parameter: string | null;
  private readonly squared: boolean;

  constructor(
    readonly name: string,
    readonly kind: SeriesKind,
    { parameter = null, squared = false }: SeriesOptions = {},
  ) {
    this.parameter = parameter;
    this.squared = squared;
  }

  /** Records kept. */
  get length(): number {
    return this.valueData.length;
  }

  /** Records read, those that were not kept among them. */
  get count(): number {
    return this.length + this.dropped;
  }

  /** Non-finite values that were not kept. */
  get droppedNonFiniteValues(): number {
    return this.droppedNonFinite;
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

  /** The last step; −∞ before the first. */
  get lastStep(): number {
    return this.stepData.last ?? -Infinity;
  }

  /** A value was below zero, as no norm can be. */
  get isNegative(): boolean {
    return this.below;
  }

  /** Where steps went back last, as the steps before and after it; `null` where they never did. */
  get resumed(): { readonly from: number; readonly to: number } | null {
    return this.back;
  }

  /** How a zero was printed, such as `0.000`; `null` where none was. */
  get zeroText(): string | null {
    return this.zero;
  }

  /** A step that is no number counts as the place in the series, behind the last step. `text` is the value as printed. */
  push(step: number, value: number, text?: string): void {
    const at = Number.isFinite(step) ? step : Math.max(this.length, Math.floor(this.lastStep)) + 1;
    if (at <= this.lastStep) this.rewind(at);
    if (value < 0 && value > -Infinity) this.below = true;
    if (value === 0 && text !== undefined) this.zero = text;
    this.stepData.push(at);
    this.valueData.push(this.squared ? Math.sqrt(value) : value);
  }

  /** Replaces all steps by the place in the series, from 1. */
  renumber(): void {
    const { steps } = this;
    for (let i = 0; i < steps.length; i++) steps[i] = i + 1;
  }

  /** From index `from` on keeps the records that are marked, and all behind them. */
  keepOnly(marks: Uint8Array, from: number): void {
    const { steps, values } = this;
    let to = from;
    for (let i = from; i < steps.length; i++) {
      if (marks[i - from] === 0) {
        this.dropped++;
        if (!Number.isFinite(values[i])) this.droppedNonFinite++;
        continue;
      }
      steps[to] = steps[i]!;
      values[to++] = values[i]!;
    }
    this.stepData.truncate(to);
    this.valueData.truncate(to);
  }

  private rewind(step: number): void {
    const { steps, lastStep } = this;
    let kept = this.length;
    while (kept > 0 && steps[kept - 1]! >= step) kept--;
    // One value that is written again is no resumed run.
    if (this.length - kept > 1) this.back = { from: lastStep, to: step };
    this.stepData.truncate(kept);
    this.valueData.truncate(kept);
    if (kept < this.thinned.length) this.thinned = { ...this.thinned, length: kept };
  }
}
