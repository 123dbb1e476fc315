/** The spectra that are computed unasked take together at most the work of one matrix of this order. */
const maxUnaskedOrder = 1024;
/** Elements of a tensor or a stack that are read unasked: 128 MB once widened. */
export const maxUnaskedElements = 2 ** 24;

/** What may be analyzed of a checkpoint without being asked for. */
export class UnaskedBudget {
  private work = 0;

  /** May a stack of so many elements be read? */
  allowsElements(count: number): boolean {
    return count <= maxUnaskedElements;
  }

  /** May the spectrum of a matrix of this order be computed? Then its work is taken from what is left. */
  takeSpectrum(order: number): boolean {
    const work = order ** 3;
    if (this.work + work > maxUnaskedOrder ** 3) return false;
    this.work += work;
    return true;
  }
}
