import type { TensorInfo } from '../../tensor';

/** The tensors of a checkpoint by name, less those already understood. */
export class TensorIndex {
  private readonly byName: Map<string, TensorInfo>;

  constructor(tensors: readonly TensorInfo[]) {
    this.byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  }

  get(name: string): TensorInfo | undefined {
    return this.byName.get(name);
  }

  /** The first of several names that is there. */
  first(...names: readonly string[]): TensorInfo | undefined {
    for (const name of names) {
      const tensor = this.byName.get(name);
      if (tensor) return tensor;
    }
    return undefined;
  }

  all(): readonly TensorInfo[] {
    return [...this.byName.values()];
  }

  /** Takes tensors out, once they are understood. */
  remove(names: Iterable<string>): void {
    for (const name of names) this.byName.delete(name);
  }
}

/** Do two shapes agree? */
export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, i) => length === b[i]);
}
