/** So many records of which no two repeat a step are of one process, whose lines are numbered. */
const enough = 10_000;

/**
 * Numbers at the start of lines: `3: step 10 …` may be rank 3, as `srun --label` writes, or line 3, as `grep -n` does. They
 * are ranks where one repeats a step that another one had; then the first one is read alone.
 */
export class LineLabels {
  private readonly steps = new Map<number, number>();
  private rank: number | undefined;

  /** Whether a record of that step is another rank's repetition. */
  isRepeated(label: number, step: number): boolean {
    if (this.rank !== undefined) return label !== this.rank;
    const first = this.steps.get(step);
    if (first !== undefined && first !== label) {
      this.rank = first;
      this.steps.clear();
      return true;
    }
    if (this.steps.size < enough) this.steps.set(step, label);
    return false;
  }
}
