import type { TrainingEpoch, TrainingSettings } from '../../../src/shared/training';
import type { TrainingRun } from './trainingChart';
import type { Host } from '../host';

/** Runs that are kept beside the current one, at most. */
export const maxKeptRuns = 5;
/** Between two chunks of epochs, so that a run is seen to go on. */
const paceMs = 40;

interface Run extends TrainingRun {
  readonly epochs: TrainingEpoch[];
}

/** The current run and those kept beside it, trained on side by side in the worker, a few epochs at a time. */
export class TrainingRuns {
  private runs: Run[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private going = false;
  private length = 100;

  constructor(
    private readonly host: Host,
    private readonly onChange: () => void,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** The current run is the last one. */
  get all(): readonly TrainingRun[] {
    return this.runs;
  }

  get current(): TrainingRun {
    return this.runs.at(-1)!;
  }

  get playing(): boolean {
    return this.going;
  }

  /** Whether every run has all its epochs. */
  get finished(): boolean {
    return this.runs.every(({ epochs }) => epochs.length >= this.length);
  }

  /** Starts runs of these settings from nothing, the last of them the current one. */
  start(settings: readonly TrainingSettings[]): void {
    this.runs = settings.map((one, index) => ({ settings: one, epochs: [], index }));
  }

  /** Lets the current run go for one of other settings, with the same looks. */
  replace(settings: TrainingSettings): void {
    this.runs.splice(-1, 1, { settings, epochs: [], index: this.current.index });
  }

  /** Keeps the current run and goes on with a copy of it. */
  keep(): void {
    const used = new Set(this.runs.map(({ index }) => index));
    const free = Array.from({ length: maxKeptRuns + 2 }, (_, i) => i).find((i) => !used.has(i))!;
    const { settings, epochs } = this.current;
    this.runs.push({ settings, epochs: [...epochs], index: free });
  }

  drop(run: TrainingRun): void {
    this.runs = this.runs.filter((other) => other !== run);
  }

  /** Epochs in all; runs that are longer already stay so. */
  set epochs(length: number) {
    this.length = length;
  }

  play(): void {
    if (this.going) return;
    this.going = true;
    void this.advance();
  }

  pause(): void {
    this.going = false;
    clearTimeout(this.timer);
  }

  /** Brings every run to that epoch, one chunk. */
  async reach(epoch: number): Promise<void> {
    try {
      for (const run of this.runs) await this.load(run, Math.min(epoch, this.length));
    } catch (error) {
      this.pause();
      this.onError(error);
    }
    this.onChange();
  }

  private async advance(): Promise<void> {
    const shortest = Math.min(...this.runs.map(({ epochs }) => epochs.length));
    await this.reach(shortest + chunk(this.length));
    if (this.finished) this.pause();
    if (this.going) this.timer = setTimeout(() => void this.advance(), paceMs);
    else this.onChange();
  }

  private async load(run: Run, to: number): Promise<void> {
    const from = run.epochs.length;
    if (from >= to) return;
    const epochs = await this.host.call('train', { settings: run.settings, from, count: to - from });
    // The same epochs may have been asked for twice.
    if (run.epochs.length === from) run.epochs.push(...epochs);
  }
}

/** Epochs a chunk: a run takes some fifty of them, or is there at once for those who want no motion. */
function chunk(length: number): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? length : Math.ceil(length / 50);
}
