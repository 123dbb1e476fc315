import type { CheckpointItem, QuickFigures } from '../../src/shared/checkpoint';

/** A figure, or the sentence that says why there is none. */
export type Outcome = { readonly figures: QuickFigures } | { readonly failure: string };

export interface StreamEvents {
  readonly ask: (item: CheckpointItem, onProgress: (done: number) => void) => Promise<QuickFigures>;
  readonly onOutcome: (item: CheckpointItem, outcome: Outcome) => void;
  /** The share done, and whether it goes on. */
  readonly onProgress: (done: number, total: number, running: boolean) => void;
}

/** Two items are asked for at a time, as many as there are threads. */
const atOnce = 2;

/** Asks for the figures of items one after the other, until all have answered or it is stopped. */
export class QuickStream {
  private stopped = false;
  private done = 0;
  private readonly parts = new Map<number, number>();

  constructor(
    private readonly items: readonly CheckpointItem[],
    private readonly events: StreamEvents,
  ) {}

  async run(): Promise<void> {
    const queue = [...this.items];
    this.report(true);
    const work = async (): Promise<void> => {
      for (let item = queue.shift(); item && !this.stopped; item = queue.shift()) await this.one(item);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    this.report(false);
  }

  stop(): void {
    this.stopped = true;
  }

  private async one(item: CheckpointItem): Promise<void> {
    let outcome: Outcome;
    try {
      const figures = await this.events.ask(item, (done) => {
        this.parts.set(item.index, done);
        if (!this.stopped) this.report(true);
      });
      outcome = { figures };
    } catch (error) {
      outcome = { failure: error instanceof Error ? error.message : String(error) };
    }
    this.parts.delete(item.index);
    if (this.stopped) return;
    this.done++;
    this.events.onOutcome(item, outcome);
    this.report(true);
  }

  private report(running: boolean): void {
    const partly = [...this.parts.values()].reduce((sum, part) => sum + part, 0);
    this.events.onProgress(this.done + partly, this.items.length, running && !this.stopped);
  }
}
