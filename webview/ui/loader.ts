import { Latest } from './latest';

export interface LoaderEvents<Choice, Model> {
  /** Asks the host. */
  readonly fetch: (choice: Choice, onProgress: (done: number) => void) => Promise<Model>;
  readonly onModel: (model: Model) => void;
  readonly onError: (error: unknown) => void;
  /** A model is awaited, or no longer. */
  readonly onBusy: (busy: boolean) => void;
  /** The share done of what is awaited. */
  readonly onProgress?: (done: number) => void;
}

/** Pulls models; the latest question wins. */
export class Loader<Choice, Model> {
  private readonly latest = new Latest();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param restMs a slider sends many values in a second: only the one it rests at for so long is worth an answer */
  constructor(
    private readonly events: LoaderEvents<Choice, Model>,
    private readonly restMs = 80,
  ) {}

  /** Asks after a short rest, once for many calls. */
  soon(choice: Choice): void {
    // From here on an earlier answer is out of date.
    this.latest.outdate();
    clearTimeout(this.timer);
    this.events.onBusy(true);
    this.timer = setTimeout(() => void this.load(choice), this.restMs);
  }

  now(choice: Choice): void {
    clearTimeout(this.timer);
    void this.load(choice);
  }

  private async load(choice: Choice): Promise<void> {
    const isLatest = this.latest.begin();
    const { fetch, onModel, onError, onBusy, onProgress } = this.events;
    onBusy(true);
    try {
      const model = await fetch(choice, (done) => {
        if (isLatest()) onProgress?.(done);
      });
      if (isLatest()) onModel(model);
    } catch (error) {
      if (isLatest()) onError(error);
    } finally {
      if (isLatest()) onBusy(false);
    }
  }
}
