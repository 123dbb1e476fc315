/** Of several questions the latest counts, whatever the order of the answers. */
export class Latest {
  private turn = 0;

  /** Begins a question, which outdates those before; the function says whether it still is the latest. */
  begin(): () => boolean {
    const turn = ++this.turn;
    return () => turn === this.turn;
  }

  /** Outdates every question so far. */
  outdate(): void {
    this.turn++;
  }
}
