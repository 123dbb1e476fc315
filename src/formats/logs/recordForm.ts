import { isNorm } from '../../core/monitor/gradientLog';
import type { Series } from '../../core/monitor/series';
import type { StepCounter } from './stepCounter';

/** What a value of a record is for: nothing, a figure, or a name, which makes another record of it. */
export const purposes = { none: 0, figure: 1, name: 2 } as const;

/** Where the keys of a step, an epoch and a rank stand among a record's keys, and the series of the others. */
export interface Places {
  readonly steps: readonly number[];
  readonly epoch: number;
  readonly rank: number;
  readonly series: readonly (readonly [at: number, series: Series])[];
}

/** Records that have the same keys in the same order: what each value is for is found once. */
export class RecordForm {
  readonly purposes: Uint8Array;
  /** The values of a record, and whether each is a number. */
  readonly values: Float64Array;
  readonly isNumber: Uint8Array;
  private readonly at: Int32Array;
  private readonly series: readonly Series[];
  private readonly isGradient: Uint8Array;

  constructor(
    length: number,
    names: readonly number[],
    private readonly own: Places,
    private readonly counter: StepCounter,
    /** Whether a record of that rank is another's repetition. */
    private readonly isRepeated: (rank: number) => boolean,
  ) {
    const { steps, epoch, rank, series } = own;
    this.purposes = new Uint8Array(length);
    this.values = new Float64Array(length);
    this.isNumber = new Uint8Array(length);
    for (const i of [...steps, epoch, rank, ...series.map(([at]) => at)])
      if (i >= 0) this.purposes[i] = purposes.figure;
    for (const i of names) this.purposes[i] = purposes.name;
    this.at = Int32Array.from(series, ([at]) => at);
    this.series = series.map(([, one]) => one);
    this.isGradient = Uint8Array.from(this.series, ({ kind }) => (isNorm(kind) ? 1 : 0));
  }

  /** Puts the record whose values were set into the log. */
  add(): void {
    const { values, isNumber, own, at, series } = this;
    const { rank, epoch, steps } = own;
    if (rank >= 0 && isNumber[rank] === 1 && this.isRepeated(values[rank]!)) return;
    let isGradient = false;
    let last = -Infinity;
    for (let k = 0; k < series.length; k++) {
      if (isNumber[at[k]!] === 0) continue;
      if (this.isGradient[k] === 1) isGradient = true;
      const { lastStep } = series[k]!;
      if (lastStep > last) last = lastStep;
    }
    let step: number | undefined;
    for (let k = 0; k < steps.length && step === undefined; k++) step = this.figure(steps[k]!);
    const named = {
      step,
      inherited: undefined,
      epoch: this.figure(epoch),
      hasEpoch: epoch >= 0,
      isRounded: false,
    };
    const found = this.counter.stepOf(named, { isGradient, last });
    for (let k = 0; k < series.length; k++)
      if (isNumber[at[k]!] === 1) series[k]!.push(found, values[at[k]!]!);
  }

  /** A finite number of the record. */
  private figure(at: number): number | undefined {
    const value = this.values[at]!;
    return at >= 0 && this.isNumber[at] === 1 && Number.isFinite(value) ? value : undefined;
  }
}
