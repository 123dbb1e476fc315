export interface LoaderEvents<Choice, Model> {
  /** Asks the host. */
  readonly fetch: (choice: Choice) => Promise<Model>;
  readonly onModel: (model: Model) => void;
  readonly onError: (error: unknown) => void;
  /** A model is awaited, or no longer. */
  readonly onBusy: (busy: boolean) => void;
}

/** A slider sends many values in a second: only the one it rests at is worth an answer. */
const restMs = 80;

/** Pulls models; the latest question wins, whatever the order of the answers. */
export class Loader<Choice, Model> {
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly events: LoaderEvents<Choice, Model>) {}

  /** Asks after a short rest, once for many calls. */
  soon(choice: Choice): void {
    // From here on an earlier answer is out of date.
    this.turn++;
    clearTimeout(this.timer);
    this.events.onBusy(true);
    this.timer = setTimeout(() => void this.load(choice), restMs);
  }

  now(choice: Choice): void {
    clearTimeout(this.timer);
    void this.load(choice);
  }

  private async load(choice: Choice): Promise<void> {
    const turn = ++this.turn;
    const { fetch, onModel, onError, onBusy } = this.events;
    onBusy(true);
    try {
      const model = await fetch(choice);
      if (turn === this.turn) onModel(model);
    } catch (error) {
      if (turn === this.turn) onError(error);
    } finally {
      if (turn === this.turn) onBusy(false);
    }
  }
}
