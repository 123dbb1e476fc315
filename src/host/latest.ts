/** Of several questions of one kind the latest counts: asking it cancels the one before. */
export class Latest<Kind extends string> {
  private readonly running = new Map<Kind, AbortController>();

  /** A signal for a new question, which aborts when the next one of its kind begins. */
  begin(kind: Kind): AbortSignal {
    this.running.get(kind)?.abort();
    const controller = new AbortController();
    this.running.set(kind, controller);
    return controller.signal;
  }
}
