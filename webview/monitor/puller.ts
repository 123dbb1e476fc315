import type { MonitorModel } from '../../src/shared/monitor';

export interface PullerEvents {
  readonly fetch: () => Promise<MonitorModel>;
  readonly onModel: (model: MonitorModel) => void;
  readonly onError: (error: unknown) => void;
}

/** A log of ten lines a second needs no ten pictures a second: the least time between two answers, in ms. */
const restMs = 250;

/** Pulls models one after the other; calls meanwhile are answered by one more pull. */
export class Puller {
  private busy = false;
  private again = false;

  constructor(private readonly events: PullerEvents) {}

  pull(): void {
    if (this.busy) this.again = true;
    else void this.run();
  }

  private async run(): Promise<void> {
    this.busy = true;
    this.again = false;
    try {
      this.events.onModel(await this.events.fetch());
    } catch (error) {
      this.events.onError(error);
    }
    setTimeout(() => {
      this.busy = false;
      if (this.again) this.pull();
    }, restMs);
  }
}
